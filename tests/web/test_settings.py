"""A learner's settings."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from quizapp.core.memory import DEFAULT
from quizapp.db.study import Fit, Learner
from quizapp.web.extensions import database
from tests.web.conftest import Page

SETTINGS = {
    "language": "en",
    "theme": "dark",
    "zone": "Asia/Baku",
    "rollover_hour": "3",
    "answers_per_day": "40",
    "new_per_day": "4",
    "desired_retention": "85",
}


@pytest.fixture
def started(post: Page) -> None:
    post("/sets/capitals/start", page="/sets/capitals")


def test_what_is_chosen_is_kept(client: FlaskClient, post: Page) -> None:
    assert post("/settings", SETTINGS).location == "/settings"
    text = client.get("/settings").text
    assert 'data-theme="dark"' in text
    assert 'value="Asia/Baku"' in text
    assert 'value="85"' in text


@pytest.mark.usefixtures("started")
def test_the_language_of_the_browser_stays_spoken_until_another_is_chosen(
    client: FlaskClient, post: Page
) -> None:
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ru"
    assert '<option selected value="">' in client.get("/settings").text
    post("/settings", SETTINGS | {"language": ""})
    assert '<html lang="ru"' in client.get("/settings").text
    post("/settings", SETTINGS | {"language": "en"})
    assert '<html lang="en"' in client.get("/settings").text


@pytest.mark.parametrize(
    ("name", "value"), [("zone", "Mars/Olympus"), ("desired_retention", "99"), ("answers_per_day", "0")]
)
def test_what_cannot_be_is_told_beside_its_field(post: Page, name: str, value: str) -> None:
    response = post("/settings", SETTINGS | {name: value})
    assert response.status_code == 422
    assert f'id="{name}-fault"' in response.text


def test_the_costs_of_remembering_more_grow(client: FlaskClient) -> None:
    from quizapp.web.learner.costs import costs

    answers = [one.answers for one in costs()]
    assert answers == sorted(answers)
    assert "What it costs in work" in client.get("/settings").text


@pytest.mark.usefixtures("started")
def test_a_zone_that_the_browser_tells_is_taken_once_confirmed(client: FlaskClient, post: Page) -> None:
    client.set_cookie("zone", "Pacific%2FAuckland")
    assert "Use the zone of the device" in client.get("/settings").text
    post("/settings/zone", page="/settings")
    text = client.get("/settings").text
    assert "Use the zone of the device" not in text
    assert 'value="Pacific/Auckland"' in text


@pytest.mark.usefixtures("started")
def test_a_fit_is_turned_back_and_taken_again(app: Flask, client: FlaskClient, post: Page) -> None:
    with app.app_context():
        session = database()
        learner_id = session.scalar(select(Learner.learner_id))
        row = {"learner_id": learner_id, "fit_id": "fit-1", "weights": list(DEFAULT.weights), "reviews": 900}
        figures = {"fitted_at": datetime.now(UTC), "loss_before": 0.4, "loss_after": 0.38, "adopted": True}
        session.execute(insert(Fit), [row | figures])
        session.commit()
    assert "Use it" in client.get("/settings").text
    post("/settings/fit", {"fit": "fit-1"}, page="/settings")
    assert "Turn back to the published figures" in client.get("/settings").text
    post("/settings/fit", {"fit": DEFAULT.id}, page="/settings")
    assert "Turn back" not in client.get("/settings").text
    assert post("/settings/fit", {"fit": "fit-of-another"}, page="/settings").status_code == 404


@pytest.mark.usefixtures("started")
def test_everything_of_ones_own_is_there_to_take(client: FlaskClient) -> None:
    found = zipfile.ZipFile(io.BytesIO(client.get("/settings/export").data))
    assert "everything.json" in found.namelist()


def test_a_visitor_has_nothing_to_take(client: FlaskClient) -> None:
    assert client.get("/settings/export").status_code == 404
