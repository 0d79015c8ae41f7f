from pydantic import HttpUrl, SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """Read from the environment; a wrong or missing value stops the start."""

    depot_directory_url: HttpUrl
    depot_directory_token: SecretStr
    depot_timeout_seconds: float = 2.0
    log_level: str = "INFO"
