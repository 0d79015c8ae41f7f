"""Traces through OpenTelemetry, loaded only where a collector is configured.

FastAPI puts a span around each request by itself. The exporter and the sampler
read the standard OTEL_* variables.
"""

from asyncio import to_thread
from threading import Thread

import httpx
from fastapi.telemetry import TelemetryConfig
from opentelemetry import propagate
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Tracer
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from service.config import Config
from service.requests import PROBES

FAREWELL_SECONDS = 2
"""How long the last traces may take to leave."""


class Tracing:
    """Traces the requests that come in and the calls that go out."""

    def __init__(self, config: Config) -> None:
        self._provider = TracerProvider(
            resource=Resource.create(
                {
                    "service.name": config.otel_service_name,
                    "service.version": config.service_version,
                }
            ),
            shutdown_on_exit=False,
        )
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("service")
        self.telemetry: TelemetryConfig = {
            "tracer_provider": self._provider,
            "auto_configure": False,
            # Prometheus takes the metrics, and the platform the logs.
            "metrics": False,
            "logs": False,
            "exclude": lambda scope: scope.get("path") in PROBES,
        }

    def transport(self, transport: httpx.AsyncBaseTransport) -> "TracedTransport":
        """Put a span around each call."""
        return TracedTransport(transport, self._tracer)

    async def stop(self) -> None:
        """Send what remains; a collector that is away does not hold up the end."""
        farewell = Thread(target=self._provider.shutdown, daemon=True)
        farewell.start()
        await to_thread(farewell.join, FAREWELL_SECONDS)


class CurrentSpan:
    """Makes the span of a request the one that its W3C headers name."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers: dict[str, str] = {}
            propagate.inject(headers)
            MutableHeaders(scope=scope).update(headers)
        await self._app(scope, receive, send)


class TracedTransport(httpx.AsyncBaseTransport):
    """A transport whose calls are spans, and hand on their trace."""

    def __init__(self, transport: httpx.AsyncBaseTransport, tracer: Tracer) -> None:
        self._transport = transport
        self._tracer = tracer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        with self._tracer.start_as_current_span(
            request.method,
            kind=SpanKind.CLIENT,
            attributes={
                "http.request.method": request.method,
                "server.address": request.url.host,
            },
        ) as span:
            headers: dict[str, str] = {}
            propagate.inject(headers)
            request.headers.update(headers)
            response = await self._transport.handle_async_request(request)
            span.set_attribute("http.response.status_code", response.status_code)
            return response

    async def aclose(self) -> None:
        await self._transport.aclose()
