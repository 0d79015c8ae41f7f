"""Whether the service is alive, and whether it may be sent traffic."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import JSONResponse

from service.draining import Drain


@dataclass(frozen=True)
class Dependency:
    """Something that the service relies on."""

    name: str
    is_up: Callable[[], Awaitable[bool]]
    required: bool
    """Without it the service cannot do its work and takes no traffic."""


def health_routes(
    *, version: str, dependencies: Sequence[Dependency], drain: Drain
) -> APIRouter:
    """Serve GET /healthz and GET /readyz."""
    router = APIRouter()

    # Answers as long as the event loop turns, and asks nobody else, so that an
    # outage elsewhere restarts nothing here.
    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok", "version": version}

    @router.get("/readyz")
    async def readyz() -> JSONResponse:
        up = await asyncio.gather(*(dependency.is_up() for dependency in dependencies))
        ready = not drain.begun and all(
            is_up or not dependency.required
            for dependency, is_up in zip(dependencies, up, strict=True)
        )
        return JSONResponse(
            {
                "status": "ready" if ready else "unavailable",
                "dependencies": [
                    {
                        "name": dependency.name,
                        "required": dependency.required,
                        "status": "up" if is_up else "down",
                    }
                    for dependency, is_up in zip(dependencies, up, strict=True)
                ],
            },
            status_code=200 if ready else 503,
        )

    return router
