"""So many requests per minute and client, no more."""

import time
from collections.abc import Awaitable, Callable

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request


def rate_limit(per_minute: int) -> Callable[[Request], Awaitable[None]]:
    """Answer a dependency for routes, which counts in this process alone."""
    limit = RateLimitItemPerMinute(per_minute)
    limiter = FixedWindowRateLimiter(MemoryStorage())

    async def check(request: Request) -> None:
        client = request.client.host if request.client else "unknown"
        if not limiter.hit(limit, client):
            reset_at, _ = limiter.get_window_stats(limit, client)
            seconds = max(1, round(reset_at - time.time()))
            raise HTTPException(
                429, "Too many requests", headers={"retry-after": str(seconds)}
            )

    return check
