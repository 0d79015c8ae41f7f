import asyncio

import httpx
import pybreaker
from tenacity import retry, stop_after_attempt, wait_random_exponential

from route_planner.planning import Stop
from route_planner.settings import Settings

_breaker = pybreaker.CircuitBreaker(fail_max=5, reset_timeout=10)


class Depots:
    """Asks the depot directory, and gives it time to recover when it fails."""

    def __init__(self, settings: Settings) -> None:
        self._client = httpx.AsyncClient(
            base_url=str(settings.depot_directory_url),
            headers={"authorization": f"Bearer {settings.depot_directory_token.get_secret_value()}"},
            timeout=httpx.Timeout(settings.depot_timeout_seconds),
            limits=httpx.Limits(max_connections=20),
        )

    @retry(
        stop=stop_after_attempt(3),
        wait=wait_random_exponential(multiplier=0.1, max=2),
        reraise=True,
    )
    async def find(self, name: str) -> Stop:
        with _breaker.calling():
            response = await self._client.get(f"/depots/{name}")
            response.raise_for_status()
        depot = response.json()
        return Stop(depot["name"], depot["x"], depot["y"])

    async def answers(self) -> bool:
        try:
            async with asyncio.timeout(1):
                return (await self._client.get("/healthz")).is_success
        except (httpx.HTTPError, TimeoutError):
            return False

    async def close(self) -> None:
        await self._client.aclose()
