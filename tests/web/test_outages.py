"""While the database cannot be reached pages and the API say so, whoever asks: 503, and when to try again."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.config import Settings
from quizapp.services.accounts import Account
from quizapp.web.extensions import db

PAGES = ("/", "/sets/capitals/study", "/progress", "/settings", "/teach/")


@pytest.fixture
def outage(app: Flask, settings: Settings) -> None:
    """The database's file is gone, and nothing can be made in its place."""
    with app.app_context():
        db.engine.dispose()
    file = settings.data / "quizapp.sqlite3"
    for part in settings.data.glob(f"{file.name}*"):
        part.unlink()
    file.mkdir()


@pytest.mark.usefixtures("outage")
@pytest.mark.parametrize("address", ["/", "/sets/capitals"])
def test_a_visitor_is_told_to_come_back(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "Back in a moment" in response.text


def test_whoever_is_signed_in_is_told_too_and_stays_signed_in(
    client: FlaskClient, instructor: Account, request: pytest.FixtureRequest
) -> None:
    before = client.get_cookie("quizapp")
    request.getfixturevalue("outage")
    assert [client.get(address).status_code for address in PAGES] == [503] * len(PAGES)
    assert client.get("/nowhere").status_code == 404
    assert client.get_cookie("quizapp") == before


@pytest.mark.usefixtures("outage")
def test_the_api_answers_with_a_problem(client: FlaskClient) -> None:
    response = client.get("/api/v1/me", headers={"Authorization": "Bearer x"})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert response.mimetype == "application/problem+json"


def test_a_damaged_database_is_a_page_too(
    app: Flask, client: FlaskClient, instructor: Account, settings: Settings
) -> None:
    with app.app_context():
        db.engine.dispose()
    with (settings.data / "quizapp.sqlite3").open("r+b") as file:
        file.write(b"no database" * 1000)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text
