"""The example to replace: GET /greetings/{name}."""

from collections.abc import Awaitable, Callable

import structlog
from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field
from starlette.requests import Request

from service.flags import Flags
from service.outbound import OutboundClient
{% if values.database == "postgresql" %}
from service.store import GreetingStore
{% endif %}

log = structlog.get_logger()


class Salutation(BaseModel):
    """What the phrasebook answers."""

    salutation: str = Field(min_length=1, max_length=40)


class Greeting(BaseModel):
    """What the service answers."""

    greeting: str
{% if values.database == "postgresql" %}
    times: int
    """How often this name has been greeted."""
{% endif %}


def greeting_routes(
    *,
    limit: Callable[[Request], Awaitable[None]],
    flags: Flags,
    phrasebook: OutboundClient | None,
{% if values.database == "postgresql" %}
    store: GreetingStore,
{% endif %}
) -> APIRouter:
    """Serve greetings, so many a minute."""
    router = APIRouter(dependencies=[Depends(limit)])

    @router.get("/greetings/{name}")
    async def greet(name: str = Path(min_length=1, max_length=80)) -> Greeting:
        salutation = await find_salutation(phrasebook)
        warm = await flags.is_on("FLAG_WARM_GREETING")
        greeting = f"{salutation}, {name}{', good to see you!' if warm else '!'}"
{% if values.database == "postgresql" %}
        return Greeting(greeting=greeting, times=await store.count(name))
{% else %}
        return Greeting(greeting=greeting)
{% endif %}

    return router


async def find_salutation(phrasebook: OutboundClient | None) -> str:
    """Answer a greeting without the phrasebook rather than none."""
    if not phrasebook:
        return "Hello"
    try:
        return Salutation(**await phrasebook.get_json("/salutation")).salutation
    except Exception:
        log.warning("phrasebook failed, using the default salutation", exc_info=True)
        return "Hello"
