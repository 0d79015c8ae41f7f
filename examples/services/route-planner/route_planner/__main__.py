import uvicorn

from route_planner.app import create_app
from route_planner.depots import Depots
from route_planner.log import configure_logging
from route_planner.settings import Settings
from route_planner.telemetry import start_tracing


def main() -> None:
    settings = Settings()  # type: ignore[call-arg]
    configure_logging(settings.log_level)
    app = create_app(Depots(settings))
    tracing = start_tracing(app)
    # On SIGTERM uvicorn takes no new requests and gives those under way 20 seconds.
    uvicorn.run(
        app,
        host="0.0.0.0",  # noqa: S104
        port=8080,
        log_config=None,
        timeout_graceful_shutdown=20,
    )
    tracing.shutdown()


if __name__ == "__main__":
    main()
