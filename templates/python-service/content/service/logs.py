"""JSON lines on standard output; the platform takes them from there."""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor

from service.config import Config


def set_up_logs(config: Config, stream: TextIO = sys.stdout) -> None:
    """Write what the service and its libraries log, one JSON object a line."""

    def add_service(_logger: object, _method: str, event: EventDict) -> EventDict:
        event["service"] = config.otel_service_name
        event["version"] = config.service_version
        return event

    shared: list[Processor] = [
        # The ids of the request, see requests.py.
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", key="time"),
        add_service,
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.EventRenamer("message"),
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(config.log_level.upper())
    # One line for each call is what traces are for.
    logging.getLogger("httpx").setLevel("WARNING")
