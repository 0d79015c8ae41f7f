"""What every request gets: ids, a line in the log, and a 503 when it lasts."""

import re
import secrets
import time
import uuid
from asyncio import wait_for
from contextvars import ContextVar

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import error_response

log = structlog.get_logger()

PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked all the time, by machines: neither logged nor traced."""

trace_headers: ContextVar[dict[str, str]] = ContextVar("trace_headers")
"""W3C trace context, to be handed on to whom the service calls."""


class RequestContext:
    """Leads from a log line to its request and trace, here and elsewhere.

    The trace is the caller's, or a new one; where a collector is configured,
    tracing.py has put the service's own span into the headers before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        headers = Headers(scope=scope)
        request_id = headers.get("x-request-id", "")
        if not re.fullmatch(r"[\w.-]{1,64}", request_id, re.ASCII):
            request_id = str(uuid.uuid4())
        trace = trace_context(headers)
        _, trace_id, span_id, _ = trace["traceparent"].split("-")
        trace_headers.set(trace)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(
            request_id=request_id, trace_id=trace_id, span_id=span_id
        )

        status = 0
        started = time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(raw=message["headers"])["x-request-id"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            if scope["path"] not in PROBES:
                log.info(
                    "request completed",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    duration_ms=round((time.perf_counter() - started) * 1000),
                )


def trace_context(headers: Headers) -> dict[str, str]:
    """Answer the caller's W3C trace context, or a new one."""
    given = headers.get("traceparent", "")
    if not re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", given):
        return {"traceparent": f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-00"}
    state = headers.get("tracestate")
    return {"traceparent": given, **({"tracestate": state} if state else {})}


class RequestBoundary:
    """Answers for what failed without an answer, or took too long."""

    def __init__(self, app: ASGIApp, *, timeout_ms: int) -> None:
        self._app = app
        self._seconds = timeout_ms / 1000

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        answered = False

        async def watch(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await wait_for(self._app(scope, receive, watch), self._seconds)
        except Exception as error:
            log.exception("request failed")
            if answered:
                raise
            status = 503 if isinstance(error, TimeoutError) else 500
            await error_response(status, "The service failed")(scope, receive, send)
