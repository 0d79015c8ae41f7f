"""Calls to one other service, whose troubles must not become ours."""

from asyncio import wait_for
from typing import Any

import httpx
from circuitbreaker import CircuitBreaker, CircuitBreakerError
from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from service.requests import trace_headers


class OutboundError(Exception):
    """The other side answered, but not with success."""

    def __init__(self, target: str, status: int) -> None:
        super().__init__(f"{target} answered {status}")
        self.transient = status >= 500 or status == 429


def is_transient(_kind: object, error: BaseException | None) -> bool:
    """Tell whether a failure says anything about the health of the other side."""
    return not isinstance(error, OutboundError) or error.transient


def is_worth_another_try(error: BaseException) -> bool:
    """A request that was wrong stays wrong, and an open circuit stays open."""
    return isinstance(error, Exception) and (
        not isinstance(error, CircuitBreakerError) and is_transient(None, error)
    )


def default_transport() -> httpx.AsyncBaseTransport:
    """At most 20 calls at a time: a slow peer cannot take all there is."""
    return httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=20))


class OutboundClient:
    """Calls with timeout, retries, circuit breaker and bulkhead."""

    def __init__(
        self,
        *,
        name: str,
        base_url: str,
        timeout_ms: int,
        transport: httpx.AsyncBaseTransport,
    ) -> None:
        self._name = name
        # For one attempt, the wait for a free connection included.
        self._seconds = timeout_ms / 1000
        self._client = httpx.AsyncClient(
            base_url=base_url,
            transport=transport,
            timeout=httpx.Timeout(self._seconds),
            headers={"accept": "application/json"},
        )
        self._breaker = CircuitBreaker(
            failure_threshold=5,
            recovery_timeout=10,
            expected_exception=is_transient,
            name=name,
        )
        self._retrying = AsyncRetrying(
            stop=stop_after_attempt(3),
            # Exponential, with jitter.
            wait=wait_random_exponential(multiplier=0.05, max=0.5),
            retry=retry_if_exception(is_worth_another_try),
            reraise=True,
        )

    async def is_up(self) -> bool:
        """Answer false while the circuit breaker keeps calls away."""
        return not self._breaker.opened

    async def get_json(self, path: str) -> Any:
        """GET, safe to repeat; fails when all attempts did, or the circuit is open."""
        return await self._retrying(self._attempt, path)

    async def _attempt(self, path: str) -> Any:
        if self._breaker.opened:
            raise CircuitBreakerError(self._breaker)
        with self._breaker:
            call = self._client.get(path, headers=trace_headers.get({}))
            response = await wait_for(call, self._seconds)
            if not response.is_success:
                raise OutboundError(self._name, response.status_code)
            return response.json()

    async def close(self) -> None:
        """Let go of its connections."""
        await self._client.aclose()
