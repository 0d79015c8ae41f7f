import logging
import re

import structlog

from tests.conftest import Logs


def test_writes_json_with_service_version_level_and_time(logs: Logs) -> None:
    log = structlog.get_logger()
    log.info("found", answer=42)
    log.debug("not written at this level")

    (line,) = logs.lines("found")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*Z", line.pop("time"))
    assert line == {
        "level": "info",
        "service": "${{ values.name }}",
        "version": "development",
        "answer": 42,
        "message": "found",
    }
    assert not logs.lines("not written at this level")


def test_writes_what_libraries_log_alike(logs: Logs) -> None:
    logging.getLogger("a.library").warning("took %d attempts", 3)

    (line,) = logs.lines("took 3 attempts")
    assert line["level"] == "warning"
    assert line["service"] == "${{ values.name }}"


def test_writes_the_traceback_of_an_error_on_the_same_line(logs: Logs) -> None:
    try:
        raise ValueError("of no use")
    except ValueError:
        structlog.get_logger().exception("failed")

    (line,) = logs.lines("failed")
    assert "ValueError: of no use" in line["exception"]
