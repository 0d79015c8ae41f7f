"""The whole service, listening, and stand-ins for what it calls."""

import asyncio
{% if values.database == "postgresql" %}
import os
import uuid
{% endif %}
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
{% if values.database == "postgresql" %}
from urllib.parse import urlsplit
{% endif %}

{% if values.database == "postgresql" %}
import asyncpg
{% endif %}
import httpx
import pytest
import uvicorn
{% if values.database == "postgresql" %}
from alembic import command
from alembic.config import Config as AlembicConfig
{% endif %}
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from service.__main__ import open_server
from tests.conftest import config

Start = Callable[..., Awaitable[httpx.AsyncClient]]
{% if values.database == "postgresql" %}


@pytest.fixture
async def database_url(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """Create a database for one test, on the server that DATABASE_URL names."""
    server = os.environ.get("DATABASE_URL")
    assert server, "DATABASE_URL has to name a server to create databases on"
    name = f"test_{uuid.uuid4().hex}"
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    connection = await asyncpg.connect(server)
    await connection.execute(f"create database {name}")
    try:
        monkeypatch.setenv("DATABASE_URL", url)
        yield url
    finally:
        await connection.execute(f"drop database {name} with (force)")
        await connection.close()


async def migrate(direction: Callable[..., None], revision: str) -> None:
    """Migrate, as the image does, the database that DATABASE_URL names."""
    await asyncio.to_thread(direction, AlembicConfig("alembic.ini"), revision)


@pytest.fixture
async def migrated(database_url: str) -> str:
    """Answer a database that has the tables."""
    await migrate(command.upgrade, "head")
    return database_url
{% endif %}


@pytest.fixture
{% if values.database == "postgresql" %}
async def start(migrated: str) -> AsyncIterator[Start]:
{% else %}
async def start() -> AsyncIterator[Start]:
{% endif %}
    """Answer what starts the service with an environment, and answers a client."""
    async with AsyncExitStack() as stack:

        async def start(**environment: str) -> httpx.AsyncClient:
{% if values.database == "postgresql" %}
            environment = {"DATABASE_URL": migrated, **environment}
{% endif %}
            given = config(HOST="127.0.0.1", PORT="0", **environment)
            server = await stack.enter_async_context(open_server(given))
            url = await stack.enter_async_context(listening(server))
            # Longer than a busy machine needs.
            client = httpx.AsyncClient(base_url=url, timeout=60)
            return await stack.enter_async_context(client)

        yield start


class Peer:
    """Another service, which answers all that it is asked alike."""

    def __init__(self, answer: object, *, status: int = 200) -> None:
        self.answer = answer
        self.status = status
        self.asked: list[Request] = []
        self.was_asked = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.url = ""

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        request = Request(scope, receive)
        body = await request.body()
        self.asked.append(request)
        self.was_asked.set()
        await self.may_answer.wait()
        response: Response = JSONResponse(self.answer, status_code=self.status)
        if body and not body.startswith(b"{"):
            # What is no JSON is answered as a collector does.
            response = Response(b"", media_type="application/x-protobuf")
        await response(scope, receive, send)


@pytest.fixture
async def peer() -> AsyncIterator[Callable[[Peer], Awaitable[Peer]]]:
    """Answer what makes a stand-in listen."""
    async with AsyncExitStack() as stack:

        async def listen(peer: Peer) -> Peer:
            options = uvicorn.Config(peer, port=0, log_config=None, lifespan="off")
            server = uvicorn.Server(options)
            peer.url = await stack.enter_async_context(listening(server))
            stack.callback(peer.may_answer.set)
            return peer

        yield listen


@asynccontextmanager
async def listening(server: uvicorn.Server) -> AsyncIterator[str]:
    """Run a server, and answer its address."""
    running = asyncio.create_task(server.serve())
    while not server.started:
        assert not running.done(), "The server did not start"
        await asyncio.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        await running
