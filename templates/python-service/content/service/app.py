"""Puts the service together, ready to be asked."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware

from service.config import Config
from service.draining import Drain, LetGo
from service.errors import add_error_handlers
from service.flags import create_flags
from service.greetings import greeting_routes
from service.health import Dependency, health_routes
from service.metrics import MeasureRequests, Metrics, metrics_routes
from service.outbound import OutboundClient, default_transport
from service.rate_limit import RateLimit
from service.requests import RequestBoundary, RequestContext
{% if values.database == "postgresql" %}
from service.store import GreetingStore, create_pool
{% endif %}


@asynccontextmanager
async def open_app(config: Config, drain: Drain) -> AsyncIterator[FastAPI]:
    """Build the service; what it holds is let go in the end."""
    async with AsyncExitStack() as stack:
        metrics = Metrics()
        # The first is the outermost.
        middleware = [
            Middleware(RequestContext),
            Middleware(MeasureRequests, metrics=metrics),
            Middleware(LetGo, drain=drain),
            Middleware(RequestBoundary, timeout_ms=config.request_timeout_ms),
        ]
        tracing = None
        if config.otel_exporter_otlp_endpoint:
            from service.tracing import CurrentSpan, Tracing

            tracing = Tracing(config)
            stack.push_async_callback(tracing.stop)
            middleware.insert(0, Middleware(CurrentSpan))

        dependencies = []
{% if values.database == "postgresql" %}
        pool = create_pool(
            str(config.database_url), timeout_ms=config.request_timeout_ms
        )
        store = GreetingStore(await stack.enter_async_context(pool))
        dependencies.append(Dependency("database", store.is_up, required=True))
{% endif %}
        phrasebook = None
        if config.phrasebook_url:
            transport = default_transport()
            phrasebook = OutboundClient(
                name="phrasebook",
                base_url=str(config.phrasebook_url),
                timeout_ms=config.phrasebook_timeout_ms,
                transport=tracing.transport(transport) if tracing else transport,
            )
            stack.push_async_callback(phrasebook.close)
            # Greetings have a default without it.
            dependencies.append(
                Dependency("phrasebook", phrasebook.is_up, required=False)
            )

        app = FastAPI(
            title="${{ values.name }}",
            version=config.service_version,
            # What they show comes from elsewhere; /openapi.json stays.
            docs_url=None,
            redoc_url=None,
            middleware=middleware,
            telemetry=tracing.telemetry if tracing else None,
        )
        add_error_handlers(app)
        app.include_router(
            health_routes(
                version=config.service_version, dependencies=dependencies, drain=drain
            )
        )
        app.include_router(metrics_routes(metrics=metrics, dependencies=dependencies))
        app.include_router(
            greeting_routes(
                limit=RateLimit(config.rate_limit_per_minute),
                flags=create_flags(config),
                phrasebook=phrasebook,
{% if values.database == "postgresql" %}
                store=store,
{% endif %}
            )
        )
        yield app
