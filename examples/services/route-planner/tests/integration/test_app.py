from fastapi.testclient import TestClient

from route_planner.app import create_app
from route_planner.planning import Stop


class KnownDepots:
    def __init__(self, up: bool = True) -> None:
        self.up = up

    async def find(self, name: str) -> Stop:
        return Stop(name, 0, 0)

    async def answers(self) -> bool:
        return self.up

    async def close(self) -> None:
        pass


def test_orders_the_stops():
    client = TestClient(create_app(KnownDepots()))
    stops = [{"name": "b", "x": 2, "y": 0}, {"name": "a", "x": 1, "y": 0}]
    answer = client.post("/routes", json={"depot": "north", "stops": stops})
    assert [stop["name"] for stop in answer.json()] == ["a", "b"]


def test_is_alive_but_not_ready_without_the_directory():
    client = TestClient(create_app(KnownDepots(up=False)))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
