from app import app


def test_finds_a_depot():
    assert app.test_client().get("/depots/north").json["opens"] == "06:00"


def test_does_not_know_every_depot():
    assert app.test_client().get("/depots/moon").status_code == 404
