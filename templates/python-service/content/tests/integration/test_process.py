"""The service as it is run: a process, which is told to stop."""

import asyncio
import os
import re
import signal
import sys

import httpx
import pytest

from tests.integration.conftest import Peer

pytestmark = pytest.mark.anyio


async def run_service(**environment: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "service",
        env={**os.environ, "HOST": "127.0.0.1", "PORT": "0", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def address_of(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    async for line in process.stdout:
        if found := re.search(r"running on (http://[\d.:]+)", line.decode()):
            return found[1]
    raise AssertionError("The service ended before it listened")


{% if values.database == "postgresql" %}
@pytest.mark.usefixtures("migrated")
{% endif %}
async def test_finishes_a_request_in_flight_on_sigterm(peer) -> None:
    phrasebook = await peer(Peer({"salutation": "At last"}))
    phrasebook.may_answer.clear()
    process = await run_service(
        PHRASEBOOK_URL=phrasebook.url,
        PHRASEBOOK_TIMEOUT_MS="60000",
        REQUEST_TIMEOUT_MS="60000",
    )
    url = await address_of(process)

    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        in_flight = asyncio.create_task(client.get("/greetings/Ada"))
        await phrasebook.was_asked.wait()
        process.send_signal(signal.SIGTERM)
        assert process.stdout
        async for line in process.stdout:
            if b"Shutting down" in line:
                break
        phrasebook.may_answer.set()
        response = await in_flight

    assert response.status_code == 200
    assert response.json()["greeting"] == "At last, Ada!"
    assert response.headers["connection"] == "close"
    assert await process.wait() == 0


async def test_does_not_start_with_a_mistake_in_its_environment() -> None:
    process = await run_service(REQUEST_TIMEOUT_MS="soon")
    output, errors = await process.communicate()
    assert process.returncode == 1
    assert output == b""
    assert b"REQUEST_TIMEOUT_MS: " in errors
