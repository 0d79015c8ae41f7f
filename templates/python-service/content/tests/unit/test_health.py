import httpx
import pytest
from fastapi import FastAPI

from service.draining import Drain
from service.health import Dependency, health_routes

pytestmark = pytest.mark.anyio


def client_of(*, required: bool, up: bool, drain: Drain) -> httpx.AsyncClient:
    async def is_up() -> bool:
        return up

    app = FastAPI()
    app.include_router(
        health_routes(
            version="1.2.3",
            dependencies=[Dependency("store", is_up, required)],
            drain=drain,
        )
    )
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://service.test"
    )


async def test_is_not_ready_while_a_required_dependency_is_down() -> None:
    async with client_of(required=True, up=False, drain=Drain()) as client:
        response = await client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "dependencies": [{"name": "store", "required": True, "status": "down"}],
    }


async def test_is_ready_without_a_dependency_that_it_can_do_without() -> None:
    async with client_of(required=False, up=False, drain=Drain()) as client:
        assert (await client.get("/readyz")).status_code == 200


async def test_is_not_ready_on_its_way_out() -> None:
    drain = Drain()
    async with client_of(required=True, up=True, drain=drain) as client:
        assert (await client.get("/readyz")).status_code == 200
        drain.begun = True
        assert (await client.get("/readyz")).status_code == 503


async def test_is_alive_whatever_its_dependencies_do() -> None:
    async with client_of(required=True, up=False, drain=Drain()) as client:
        response = await client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "version": "1.2.3"}
