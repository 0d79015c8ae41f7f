import sys
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from service.profiling import start_profiling
from tests.conftest import Logs, config


def test_does_nothing_without_a_server(logs: Logs) -> None:
    start_profiling(config())()
    assert logs.getvalue() == ""


def test_tells_the_profiler_what_runs_and_stops_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profiler = SimpleNamespace(configure=Mock(), shutdown=Mock())
    monkeypatch.setitem(sys.modules, "pyroscope", profiler)

    server = "http://profiles.test:4040/"
    stop = start_profiling(config(PYROSCOPE_SERVER_ADDRESS=server, SERVICE_VERSION="1"))

    profiler.configure.assert_called_once_with(
        application_name="${{ values.name }}",
        server_address=server,
        tags={"version": "1"},
    )
    stop()
    profiler.shutdown.assert_called_once_with()


def test_lets_the_service_run_when_it_cannot_start(
    monkeypatch: pytest.MonkeyPatch, logs: Logs
) -> None:
    monkeypatch.setitem(sys.modules, "pyroscope", None)
    start_profiling(config(PYROSCOPE_SERVER_ADDRESS="http://profiles.test:4040"))()
    assert logs.lines("profiling did not start")
