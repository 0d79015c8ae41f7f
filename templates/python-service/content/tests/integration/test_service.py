import pytest
{% if values.database == "postgresql" %}
from alembic import command

from tests.conftest import Logs
from tests.integration.conftest import Peer, Start, migrate
{% else %}

from tests.conftest import Logs
from tests.integration.conftest import Peer, Start
{% endif %}

pytestmark = pytest.mark.anyio

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE_ID}-b7ad6b7169203331-01"


async def test_greets(start: Start) -> None:
    client = await start()
    response = await client.get("/greetings/Ada")
    assert response.status_code == 200
{% if values.database == "postgresql" %}
    assert response.json() == {"greeting": "Hello, Ada!", "times": 1}
    assert (await client.get("/greetings/Ada")).json()["times"] == 2
    assert (await client.get("/greetings/Grace")).json()["times"] == 1
{% else %}
    assert response.json() == {"greeting": "Hello, Ada!"}
{% endif %}


async def test_greets_warmly_when_the_flag_is_on(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLAG_WARM_GREETING", "true")
    client = await start()
    response = await client.get("/greetings/Ada")
    assert response.json()["greeting"] == "Hello, Ada, good to see you!"


async def test_asks_the_phrasebook_and_hands_the_trace_on(
    start: Start, peer, logs: Logs
) -> None:
    phrasebook = await peer(Peer({"salutation": "Bonjour"}))
    client = await start(PHRASEBOOK_URL=phrasebook.url)

    response = await client.get(
        "/greetings/Ada",
        headers={
            "traceparent": TRACEPARENT,
            "tracestate": "vendor=1",
            "x-request-id": "from-the-caller",
        },
    )

    assert response.json()["greeting"] == "Bonjour, Ada!"
    assert response.headers["x-request-id"] == "from-the-caller"
    assert phrasebook.asked[0].headers["traceparent"] == TRACEPARENT
    assert phrasebook.asked[0].headers["tracestate"] == "vendor=1"
    (line,) = logs.lines("request completed")
    assert line["request_id"] == "from-the-caller"
    assert line["trace_id"] == TRACE_ID
    assert line["path"] == "/greetings/Ada"
    assert line["status"] == 200


async def test_begins_a_trace_where_the_caller_has_none(
    start: Start, peer, logs: Logs
) -> None:
    phrasebook = await peer(Peer({"salutation": "Bonjour"}))
    client = await start(PHRASEBOOK_URL=phrasebook.url)
    await client.get("/greetings/Ada", headers={"traceparent": "made up"})
    (line,) = logs.lines("request completed")
    assert line["trace_id"] in phrasebook.asked[0].headers["traceparent"]


async def test_greets_without_the_phrasebook_when_that_fails(
    start: Start, peer, logs: Logs
) -> None:
    phrasebook = await peer(Peer({}, status=500))
    client = await start(PHRASEBOOK_URL=phrasebook.url)
    response = await client.get("/greetings/Ada")
    assert response.status_code == 200
    assert response.json()["greeting"] == "Hello, Ada!"
    assert logs.lines("phrasebook failed, using the default salutation")


async def test_reports_on_its_dependencies(start: Start) -> None:
    client = await start(PHRASEBOOK_URL="http://phrasebook.test")
    response = await client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "dependencies": [
{% if values.database == "postgresql" %}
            {"name": "database", "required": True, "status": "up"},
{% endif %}
            {"name": "phrasebook", "required": False, "status": "up"},
        ],
    }
    metrics = (await client.get("/metrics")).text
    assert 'dependency_up{dependency="phrasebook"} 1.0' in metrics
{% if values.database == "postgresql" %}
    assert 'dependency_up{dependency="database"} 1.0' in metrics


async def test_is_alive_but_not_ready_without_its_database(start: Start) -> None:
    client = await start(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert (await client.get("/healthz")).status_code == 200
    assert (await client.get("/readyz")).status_code == 503
    assert (await client.get("/greetings/Ada")).status_code == 500


@pytest.mark.usefixtures("database_url")
async def test_migrates_down_to_nothing_and_up_again() -> None:
    await migrate(command.upgrade, "head")
    await migrate(command.downgrade, "base")
    await migrate(command.upgrade, "head")
{% endif %}


async def test_measures_requests_by_route(start: Start) -> None:
    client = await start()
    await client.get("/greetings/Ada")
    await client.get("/nowhere")
    await client.request("BREW", "/greetings/Ada")
    metrics = (await client.get("/metrics")).text
    count = "http_request_duration_seconds_count"
    route = 'route="/greetings/{name}"'
    assert f'{count}{{method="GET",{route},status_code="200"}} 1.0' in metrics
    assert f'{count}{{method="GET",route="unknown",status_code="404"}} 1.0' in metrics
    assert f'{count}{{method="other",{route},status_code="405"}} 1.0' in metrics
    assert "http_requests_in_flight 1.0" in metrics


async def test_answers_mistakes_with_what_to_do(start: Start) -> None:
    client = await start()
    response = await client.get(f"/greetings/{'a' * 81}")
    assert response.status_code == 400
    assert "path.name" in response.json()["error"]
    assert response.json()["requestId"] == response.headers["x-request-id"]


async def test_answers_failures_with_nothing_to_learn(
    start: Start, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_phrasebook: object) -> str:
        raise RuntimeError("hunter2")

    monkeypatch.setattr("service.greetings.find_salutation", fail)
    client = await start()
    response = await client.get("/greetings/Ada")
    assert response.status_code == 500
    assert response.json() == {
        "error": "The service failed",
        "requestId": response.headers["x-request-id"],
    }
    (line,) = logs.lines("request failed")
    assert "RuntimeError: hunter2" in line["exception"]
    assert line["request_id"] == response.headers["x-request-id"]
    metrics = (await client.get("/metrics")).text
    assert 'status_code="500"} 1.0' in metrics


async def test_gives_up_on_a_request_that_takes_too_long(start: Start, peer) -> None:
    phrasebook = await peer(Peer({"salutation": "Too late"}))
    phrasebook.may_answer.clear()
    client = await start(
        PHRASEBOOK_URL=phrasebook.url,
        PHRASEBOOK_TIMEOUT_MS="60000",
        REQUEST_TIMEOUT_MS="500",
    )
    response = await client.get("/greetings/Ada")
    assert response.status_code == 503
    assert response.json()["error"] == "The service failed"


async def test_limits_the_rate_of_requests_but_never_of_probes(start: Start) -> None:
    client = await start(RATE_LIMIT_PER_MINUTE="1")
    assert (await client.get("/greetings/Ada")).status_code == 200
    refused = await client.get("/greetings/Ada")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) in range(1, 61)
    assert refused.json()["error"] == "Too many requests"
    assert (await client.get("/healthz")).status_code == 200
    assert (await client.get("/healthz")).status_code == 200
