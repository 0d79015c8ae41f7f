import asyncio

import httpx
import pytest
from circuitbreaker import CircuitBreakerError

from service.outbound import OutboundClient, OutboundError

pytestmark = pytest.mark.anyio


class Peer(httpx.AsyncBaseTransport):
    """Answers with each status in turn, and with 200 after the last."""

    def __init__(self, *statuses: int, seconds: float = 0) -> None:
        self.calls = 0
        self._statuses = list(statuses)
        self._seconds = seconds

    async def handle_async_request(self, _request: httpx.Request) -> httpx.Response:
        self.calls += 1
        await asyncio.sleep(self._seconds)
        status = self._statuses.pop(0) if self._statuses else 200
        return httpx.Response(status, json={"ok": status == 200})


def client_over(peer: Peer, *, timeout_ms: int = 1_000) -> OutboundClient:
    return OutboundClient(
        name="peer", base_url="http://peer.test", timeout_ms=timeout_ms, transport=peer
    )


async def test_tries_again_after_a_transient_failure() -> None:
    peer = Peer(503)
    assert await client_over(peer).get_json("/") == {"ok": True}
    assert peer.calls == 2


async def test_does_not_repeat_a_request_that_was_wrong() -> None:
    peer = Peer(404)
    with pytest.raises(OutboundError, match="peer answered 404"):
        await client_over(peer).get_json("/")
    assert peer.calls == 1


async def test_gives_up_on_a_peer_that_does_not_answer_in_time() -> None:
    with pytest.raises(TimeoutError):
        await client_over(Peer(seconds=60), timeout_ms=10).get_json("/")


async def test_opens_the_circuit_after_failures_in_a_row_and_asks_no_more() -> None:
    peer = Peer(500, 500, 500, 500, 500, 500)
    client = client_over(peer)
    assert await client.is_up()
    with pytest.raises(OutboundError):
        await client.get_json("/")
    with pytest.raises(CircuitBreakerError):
        await client.get_json("/")
    assert not await client.is_up()
    assert peer.calls == 5

    with pytest.raises(CircuitBreakerError):
        await client.get_json("/")
    assert peer.calls == 5


async def test_keeps_the_circuit_closed_to_a_peer_that_is_asked_nonsense() -> None:
    client = client_over(Peer(404, 404, 404, 404, 404, 404))
    for _ in range(6):
        with pytest.raises(OutboundError):
            await client.get_json("/")
    assert await client.is_up()
