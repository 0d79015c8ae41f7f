"""Starts the service, and ends it in order."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import ceil

import uvicorn

from service.app import open_app
from service.config import Config, ConfigError, load_config
from service.draining import Drain, DrainingServer
from service.logs import set_up_logs
from service.profiling import start_profiling

# Whose word on the client's address counts: proxies of the cluster.
PROXIES = "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,::1,fc00::/7"


@asynccontextmanager
async def open_server(config: Config) -> AsyncIterator[DrainingServer]:
    """Create the server, not listening yet; the service outlives it."""
    drain = Drain()
    async with open_app(config, drain) as app:
        options = uvicorn.Config(
            app,
            host=config.host,
            port=config.port,
            lifespan="off",
            # The service writes its own log.
            log_config=None,
            access_log=False,
            server_header=False,
            forwarded_allow_ips=PROXIES,
        )
        options.timeout_graceful_shutdown = ceil(config.shutdown_timeout_ms / 1000)
        yield DrainingServer(options, drain)


async def run(config: Config) -> bool:
    """Serve until SIGTERM or SIGINT; answer false when it could not start."""
    async with open_server(config) as server:
        await server.serve()
        return server.started


def main() -> None:
    """Run the service; the exit code is 0 after an orderly end."""
    try:
        config = load_config(os.environ)
    except ConfigError as error:
        sys.exit(str(error))
    set_up_logs(config)
    stop_profiling = start_profiling(config)
    # The server raises the signal that ended it once more when it is done.
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: None)
    started = asyncio.run(run(config))
    stop_profiling()
    sys.exit(0 if started else 1)


if __name__ == "__main__":
    main()
