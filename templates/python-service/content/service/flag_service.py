"""Feature flags through OpenFeature, from a service such as flagd."""

from asyncio import to_thread

from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider


class FlagService:
    """Asks a service that speaks OFREP; one that is down leaves flags off."""

    def __init__(self, url: str) -> None:
        api.set_provider_and_wait(OFREPProvider(url, timeout=0.5))
        self._client = api.get_client()

    async def is_on(self, flag: str) -> bool:
        """Ask in a thread: the provider waits for its answer."""
        return await to_thread(self._client.get_boolean_value, flag, False)
