"""So many requests per minute and client, no more."""

import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request


class RateLimit:
    """A dependency for routes, which counts in this process alone."""

    def __init__(self, per_minute: int) -> None:
        self._limit = RateLimitItemPerMinute(per_minute)
        # Before limits 3.4 a limiter does not keep it.
        self._storage = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._storage)

    async def __call__(self, request: Request) -> None:
        """Refuse what is too much."""
        client = request.client.host if request.client else "unknown"
        if not self._limiter.hit(self._limit, client):
            reset_at, _ = self._limiter.get_window_stats(self._limit, client)
            seconds = max(1, round(reset_at - time.time()))
            raise HTTPException(
                429, "Too many requests", headers={"retry-after": str(seconds)}
            )
