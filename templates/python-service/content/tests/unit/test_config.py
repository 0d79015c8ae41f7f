import pytest

from service.config import ConfigError, load_config
from tests.conftest import config


def test_has_defaults_for_what_need_not_be_said() -> None:
    given = config()
    assert given.port == 8080
    assert given.log_level == "info"
    assert given.otel_service_name == "${{ values.name }}"
    assert given.phrasebook_url is None


def test_reads_the_environment() -> None:
    given = config(PORT="9090", PHRASEBOOK_URL="http://phrasebook.test/v1")
    assert given.port == 9090
    assert str(given.phrasebook_url) == "http://phrasebook.test/v1"


def test_takes_an_empty_variable_for_an_absent_one() -> None:
    assert config(FLAGS_URL="", PORT="").port == 8080


def test_names_every_mistake_and_no_value() -> None:
    with pytest.raises(ConfigError) as failed:
        config(PORT="hunter2", LOG_LEVEL="loud", FLAGS_URL="ftp://hunter2")
    message = str(failed.value)
    assert "PORT: " in message
    assert "LOG_LEVEL: " in message
    assert "FLAGS_URL: " in message
    assert "hunter2" not in message
{% if values.database == "postgresql" %}


def test_asks_for_the_database() -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL: "):
        load_config({})


@pytest.mark.parametrize("url", ["hunter2", "mysql://root:hunter2@localhost/"])
def test_takes_no_other_database(url: str) -> None:
    with pytest.raises(ConfigError) as failed:
        load_config({"DATABASE_URL": url})
    assert "DATABASE_URL: " in str(failed.value)
    assert "hunter2" not in str(failed.value)
{% else %}


def test_reads_nothing_but_what_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9090")
    assert load_config({}).port == 8080
{% endif %}
