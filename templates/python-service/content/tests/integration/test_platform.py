"""What the service asks of OpenTelemetry and OpenFeature, where they are configured."""

import pytest

from tests.conftest import Logs
from tests.integration.conftest import Peer, Start

pytestmark = [pytest.mark.anyio, pytest.mark.platform]

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"


async def test_traces_a_request_and_the_calls_it_makes(
    start: Start, peer, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector = await peer(Peer({}))
    phrasebook = await peer(Peer({"salutation": "Bonjour"}))
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    # Sends at once, not when enough has come together.
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "10")
    client = await start(
        OTEL_EXPORTER_OTLP_ENDPOINT=collector.url, PHRASEBOOK_URL=phrasebook.url
    )

    response = await client.get(
        "/greetings/Ada",
        headers={"traceparent": f"00-{TRACE_ID}-b7ad6b7169203331-01"},
    )

    assert response.json()["greeting"] == "Bonjour, Ada!"
    _, trace_id, call, _ = phrasebook.asked[0].headers["traceparent"].split("-")
    (line,) = logs.lines("request completed")
    assert line["trace_id"] == trace_id == TRACE_ID
    # Caller, request and call are three spans.
    assert len({"b7ad6b7169203331", line["span_id"], call}) == 3
    await collector.was_asked.wait()
    assert collector.asked[0].url.path == "/v1/traces"


async def test_takes_up_a_flag_that_changes_while_it_runs(start: Start, peer) -> None:
    off = {"key": "FLAG_WARM_GREETING", "value": False}
    on = {**off, "value": True}
    because = {"reason": "STATIC", "variant": "of a test"}
    flags = await peer(Peer({**off, **because}))
    client = await start(FLAGS_URL=flags.url)

    async def greet() -> str:
        greeting: str = (await client.get("/greetings/Ada")).json()["greeting"]
        return greeting

    assert await greet() == "Hello, Ada!"
    flags.answer = {**on, **because}
    assert await greet() == "Hello, Ada, good to see you!"
    flags.status = 500
    assert await greet() == "Hello, Ada!"
