"""Continuous profiles, where a Pyroscope server is configured."""

from collections.abc import Callable

import structlog

from service.config import Config

log = structlog.get_logger()


def start_profiling(config: Config) -> Callable[[], None]:
    """Start to profile, and answer what stops it.

    What goes wrong with it costs profiles, never requests: the profiler drops
    what it cannot send.
    """
    if not config.pyroscope_server_address:
        return lambda: None
    try:
        # Native code, so loaded only where it is wanted.
        import pyroscope

        pyroscope.configure(
            application_name=config.otel_service_name,
            server_address=str(config.pyroscope_server_address),
            tags={"version": config.service_version},
        )
    except Exception:
        log.warning("profiling did not start", exc_info=True)
        return lambda: None

    def stop() -> None:
        pyroscope.shutdown()

    return stop
