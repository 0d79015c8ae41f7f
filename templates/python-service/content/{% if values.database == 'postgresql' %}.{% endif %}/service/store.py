"""What the service keeps in PostgreSQL."""

import asyncpg
import structlog

log = structlog.get_logger()


class GreetingStore:
    """Counts greetings."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def count(self, name: str) -> int:
        """Count one more greeting of a name, and answer how many there were."""
        times: int = await self._pool.fetchval(
            """
            insert into greetings as known (name, times, greeted_at)
            values ($1, 1, now())
            on conflict (name) do update
            set times = known.times + 1, greeted_at = now()
            returning times
            """,
            name,
        )
        return times

    async def is_up(self) -> bool:
        """Tell whether the database answers."""
        try:
            await self._pool.fetchval("select 1", timeout=1)
        except Exception:
            log.warning("the database does not answer", exc_info=True)
            return False
        return True


def create_pool(url: str, *, timeout_ms: int) -> asyncpg.Pool:
    """Create a pool that connects for its first query, not before."""
    seconds = timeout_ms / 1000
    return asyncpg.create_pool(
        url, min_size=0, max_size=10, timeout=seconds, command_timeout=seconds
    )
