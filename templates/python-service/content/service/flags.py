"""Feature flags, which are off where nobody switched them on."""

import os
from typing import Protocol

from service.config import Config


class Flags(Protocol):
    """Tells whether a flag is on."""

    async def is_on(self, flag: str) -> bool:
        """Asked for each request, so that a change counts from the next one on."""


class EnvironmentFlags:
    """Flags that are variables: `FLAG_WARM_GREETING=true`."""

    async def is_on(self, flag: str) -> bool:
        """Read the variable of that name."""
        return os.environ.get(flag, "").lower() == "true"


def create_flags(config: Config) -> Flags:
    """Ask the flag service where there is one; it is loaded only then."""
    if not config.flags_url:
        return EnvironmentFlags()
    from service.flag_service import FlagService

    return FlagService(str(config.flags_url))
