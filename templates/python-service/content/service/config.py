"""Configuration from the environment, checked once, when the service starts."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

{% if values.database == "postgresql" %}
from pydantic import AnyHttpUrl, BaseModel, Field, PostgresDsn, ValidationError
{% else %}
from pydantic import AnyHttpUrl, BaseModel, Field, ValidationError
{% endif %}

Positive = Annotated[int, Field(gt=0)]


class Config(BaseModel, frozen=True):
    """Each field is the variable of its name, in upper case."""

    host: str = "0.0.0.0"  # noqa: S104 - what reaches it is for the network to say
    port: Annotated[int, Field(ge=0, le=65_535)] = 8080
    log_level: Literal["critical", "error", "warning", "info", "debug"] = "info"
    service_version: str = "development"
    """Commit that is running: shown by /healthz, logs and traces."""
    request_timeout_ms: Positive = 10_000
    """How long a request may take before its caller gets a 503."""
    shutdown_timeout_ms: Positive = 25_000
    """How long requests in flight may take to finish after SIGTERM."""
    rate_limit_per_minute: Positive = 600
    """Requests per minute and client address."""
{% if values.database == "postgresql" %}
    database_url: PostgresDsn
{% endif %}
    phrasebook_url: AnyHttpUrl | None = None
    """Where salutations come from; without it there is only "Hello"."""
    phrasebook_timeout_ms: Positive = 2_000
    flags_url: AnyHttpUrl | None = None
    """Flag service that speaks OFREP; without it flags are FLAG_* variables."""
    otel_service_name: str = "${{ values.name }}"
    otel_exporter_otlp_endpoint: AnyHttpUrl | None = None
    """Collector for traces, such as http://localhost:4318; none without it."""
    pyroscope_server_address: AnyHttpUrl | None = None
    """Server for profiles, such as http://localhost:4040; none without it."""


class ConfigError(Exception):
    """Names every variable that is missing or malformed, never its value."""


def load_config(environment: Mapping[str, str]) -> Config:
    """Read the configuration; an empty variable is an absent one."""
    given: dict[str, Any] = {
        name.lower(): value for name, value in environment.items() if value
    }
    try:
        return Config(**given)
    except ValidationError as error:
        problems = "; ".join(
            f"{str(problem['loc'][0]).upper()}: {problem['msg']}"
            for problem in error.errors()
        )
        raise ConfigError(f"Invalid environment: {problems}") from None
