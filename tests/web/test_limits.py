"""How often one may try, and that a lost counter keeps nobody out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.app import create_app
from quizapp.config import Settings
from quizapp.web import limits
from tests.web.conftest import Page


def sign_in(post: Page, name: str, **extra: object) -> int:
    return post("/login", {"identity": name, "password": "wrong"}, **extra).status_code


def test_passwords_of_one_account_are_tried_ten_times_a_minute(post: Page, client: FlaskClient) -> None:
    assert {sign_in(post, "aygun") for _ in range(10)} == {200}
    refused = post("/login", {"identity": " AYGUN ", "password": "wrong"})
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert sign_in(post, "somebody else") == 200


def test_another_address_does_not_get_around_the_limit_of_an_account(post: Page) -> None:
    for number in range(10):
        sign_in(post, "aygun", environ_overrides={"REMOTE_ADDR": f"192.0.2.{number}"})
    assert sign_in(post, "aygun", environ_overrides={"REMOTE_ADDR": "192.0.2.99"}) == 429


def test_resets_are_asked_for_ten_times_a_minute_from_one_address(client: FlaskClient) -> None:
    sent = [client.post("/reset", data={"identity": f"name{number}"}) for number in range(11)]
    assert [response.status_code == 429 for response in sent] == [False] * 10 + [True]


def test_guests_of_a_whole_school_are_let_in(app: Flask) -> None:
    with app.test_request_context():
        for _ in range(limits.GUEST.amount):
            limits.take_guest()
        with pytest.raises(Exception, match="429"):
            limits.take_guest()


def test_without_its_counter_a_limit_keeps_nobody_out(settings: Settings, app: Flask) -> None:
    pytest.importorskip("redis")
    lonely = create_app(replace(settings, redis_url="redis://127.0.0.1:1/0"))
    with lonely.test_request_context():
        limits.take_guest()
