"""The pages of reminders."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from quizapp.config import Settings
from quizapp.services import accounts, reminders, study
from quizapp.web.extensions import database
from tests.web.conftest import Page


def hour(app: Flask, learner_id: int) -> int | None:
    with app.app_context():
        return study.settings(database(), learner_id).reminder_hour


def test_the_hour_is_chosen_and_taken_back(
    app: Flask, account: Callable[..., accounts.Account], sign_in: Page, post: Page
) -> None:
    learner_id = account().learner_id
    sign_in()
    post("/settings/reminders", {"hour": "7"})
    assert hour(app, learner_id) == 7
    post("/settings/reminders", {"hour": ""})
    assert hour(app, learner_id) is None


def test_an_hour_that_is_none_is_refused(
    account: Callable[..., accounts.Account], sign_in: Page, post: Page
) -> None:
    account()
    sign_in()
    assert post("/settings/reminders", {"hour": "24"}).status_code == 422


def test_what_stands_in_the_way_is_said(
    client: FlaskClient, account: Callable[..., accounts.Account], sign_in: Page
) -> None:
    account()
    sign_in()
    assert "This site sends no e-mail" in client.get("/settings/reminders").text


def test_guests_are_asked_to_sign_in(client: FlaskClient) -> None:
    assert "/login" in client.get("/settings/reminders").location


def test_the_link_asks_and_one_click_ends(
    app: Flask, client: FlaskClient, settings: Settings, account: Callable[..., accounts.Account]
) -> None:
    learner_id = account().learner_id
    with app.app_context():
        study.change_settings(database(), learner_id, {"reminder_hour": 7})
    link = "/reminders/stop/" + reminders.stop_text(settings, learner_id)
    assert "End them" in client.get(link).text
    assert hour(app, learner_id) == 7
    assert "No more reminders" in client.post(link, data={"List-Unsubscribe": "One-Click"}).text
    assert hour(app, learner_id) is None
    assert client.post(link[:-2]).status_code == 410
