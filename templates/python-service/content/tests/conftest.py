"""What all tests share."""

import io
import json
from typing import Any

import pytest

from service.config import Config, load_config
from service.logs import set_up_logs


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests as the service runs."""
    return "asyncio"


class Logs(io.StringIO):
    """Lines of the log, parsed."""

    def lines(self, message: str) -> list[dict[str, Any]]:
        """Answer the lines with such a message."""
        lines = [json.loads(line) for line in self.getvalue().splitlines()]
        return [line for line in lines if line["message"] == message]


@pytest.fixture
def logs() -> Logs:
    """Collect what is logged."""
    logs = Logs()
    set_up_logs(config(), logs)
    return logs


def config(**environment: str) -> Config:
    """Answer the configuration of such an environment."""
{% if values.database == "postgresql" %}
    return load_config({"DATABASE_URL": "postgresql://nobody@nowhere/", **environment})
{% else %}
    return load_config(environment)
{% endif %}
