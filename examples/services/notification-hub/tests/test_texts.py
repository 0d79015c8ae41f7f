import pytest

from hub.texts import text_for


def test_names_the_parcel():
    assert "PP1" in text_for("near", "PP1")


def test_has_no_text_for_unknown_events():
    with pytest.raises(KeyError):
        text_for("lost", "PP1")
