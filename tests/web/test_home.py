"""The home page of somebody who has been here before."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.services import accounts, study
from quizapp.web.extensions import database, seal

LONG_AGO = datetime.now(UTC) - timedelta(days=40)


@pytest.fixture
def back(app: Flask, client: FlaskClient) -> int:
    """A guest who knew all their facts forty days ago, and has room for three answers a day."""
    with app.app_context():
        learner_id = accounts.create_guest(database(), LONG_AGO, "UTC")
        study.enrol(database(), learner_id, "capitals", LONG_AGO)
        keys = [f"capitals/{country}.capital/forward" for country in ("peru", "kenya", "egypt", "japan")]
        study.set_known(database(), seal(), learner_id, keys, now=LONG_AGO)
        study.change_settings(database(), learner_id, {"answers_per_day": 3})
    with client.session_transaction() as session:
        session["guest"] = learner_id
    return learner_id


@pytest.mark.usefixtures("back")
def test_after_a_break_the_home_page_tells_the_plan_day_by_day(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "4 facts have come together. Today 3 of them" in page
    assert "Caught up in 2 days at 3 answers a day." in page
    plan = page.partition("<summary>The plan, day by day</summary>")[2].partition("</details>")[0]
    assert re.findall(r'<td class="number">(\d+)</td>', plan) == ["3", "1", "2", "0"]
    assert plan.count('<th scope="row">') == 2


def test_what_fits_into_a_day_needs_no_plan(app: Flask, client: FlaskClient, back: int) -> None:
    with app.app_context():
        study.change_settings(database(), back, {"answers_per_day": 60})
    page = client.get("/").text
    assert "4 facts are waiting" in page
    assert "day by day" not in page


def test_the_address_of_all_sets_leads_home(client: FlaskClient) -> None:
    assert client.get("/sets").location == "/"
