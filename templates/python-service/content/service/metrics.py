"""The golden signals: latency, traffic, errors and saturation."""

import asyncio
import time
from collections.abc import Sequence

from fastapi import APIRouter, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.health import Dependency

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """What the service measures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        # CPU, memory and file descriptors of the process, where it is Linux.
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self.duration = Histogram(
            "http_request_duration_seconds",
            "Time from the head of a request to the end of its response",
            ["method", "route", "status_code"],
            buckets=[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "http_requests_in_flight",
            "Requests that have not been answered yet",
            registry=self.registry,
        )
        self.dependency_up = Gauge(
            "dependency_up",
            "Whether what the service relies on answers, 1 or 0",
            ["dependency"],
            registry=self.registry,
        )


class MeasureRequests:
    """Measures every request, whatever becomes of it."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        status = 500
        started = time.perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.in_flight.track_inprogress():
            try:
                await self._app(scope, receive, watch)
            finally:
                # Methods and patterns that are known, nothing that callers make
                # up: the number of series stays bounded.
                method = scope["method"]
                route = scope.get("route")
                self._metrics.duration.labels(
                    method if method in METHODS else "other",
                    route.path if route else "unknown",
                    status,
                ).observe(time.perf_counter() - started)


def metrics_routes(
    *, metrics: Metrics, dependencies: Sequence[Dependency]
) -> APIRouter:
    """Serve GET /metrics to Prometheus."""
    router = APIRouter()

    @router.get("/metrics")
    async def serve_metrics() -> Response:
        up = await asyncio.gather(*(dependency.is_up() for dependency in dependencies))
        for dependency, is_up in zip(dependencies, up, strict=True):
            metrics.dependency_up.labels(dependency.name).set(is_up)
        return Response(
            generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST
        )

    return router
