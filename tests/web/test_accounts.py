"""Accounts: register, sign in and out, reset, delete."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.services import accounts
from quizapp.services.errors import NotFound
from quizapp.web.extensions import database
from tests.web.conftest import PASSWORD, Page

Make = Callable[..., accounts.Account]


def signed_in(client: FlaskClient) -> bool:
    return "Signed in as" in client.get("/settings").text


def test_a_username_and_a_password_suffice(client: FlaskClient, post: Page) -> None:
    response = post("/register", {"username": "leyla", "password": PASSWORD})
    assert response.status_code == 303
    assert signed_in(client)


def test_a_guest_who_registers_keeps_their_learner(client: FlaskClient, post: Page, app: Flask) -> None:
    post("/sets/capitals/start", page="/")
    with client.session_transaction() as session:
        guest = session["guest"]
    post("/register", {"username": "leyla", "password": PASSWORD})
    with app.app_context():
        assert accounts.find_account(database(), "leyla").learner_id == guest


def test_an_address_can_be_used_to_sign_in(client: FlaskClient, post: Page, sign_in: Page) -> None:
    post("/register", {"username": "leyla", "password": PASSWORD, "email": "Leyla@example.org"})
    post("/logout", page="/settings")
    sign_in("leyla@example.org")
    assert signed_in(client)


@pytest.mark.parametrize(("name", "password"), [("aygun", "wrong password"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    account: Make, sign_in: Page, client: FlaskClient, name: str, password: str
) -> None:
    account()
    response = sign_in(name, password)
    assert "The name or the password is not right." in response.text
    assert not signed_in(client)


def test_a_taken_name_is_told(account: Make, post: Page) -> None:
    account()
    response = post("/register", {"username": "Aygun", "password": PASSWORD})
    assert response.status_code == 422
    assert 'role="alert"' in response.text


@pytest.mark.parametrize("password", ["short", "x" * 300])
def test_a_password_of_the_wrong_length_is_told(post: Page, password: str) -> None:
    assert post("/register", {"username": "leyla", "password": password}).status_code == 422


def test_signing_out_needs_the_page_s_token(account: Make, sign_in: Page, client: FlaskClient) -> None:
    account()
    sign_in()
    assert client.post("/logout").status_code == 400
    assert signed_in(client)


def test_without_mail_the_reset_page_says_whom_to_ask(client: FlaskClient) -> None:
    assert "Ask your instructor or whoever runs the site" in client.get("/reset").text


def test_a_reset_link_sets_a_password_once(app: Flask, account: Make, post: Page, sign_in: Page) -> None:
    made = account()
    with app.app_context():
        secret = accounts.make_link(database(), "reset", datetime.now(UTC), user_id=made.id)
    post(f"/link/reset/{secret}", {"password": "another long one"})
    assert sign_in("aygun", "another long one").status_code == 302
    assert post(f"/link/reset/{secret}", page="/settings").status_code == 410


def test_a_password_is_changed_by_who_knows_the_old_one(account: Make, post: Page, sign_in: Page) -> None:
    account()
    sign_in()
    fields = {"new_password": "another good one", "new_password_confirm": "another good one"}
    assert "Change the password" in post("/change", fields | {"password": "not this"}).text
    assert post("/change", fields | {"password": PASSWORD}).location == "/settings"
    post("/logout", page="/settings")
    assert sign_in(password="another good one").status_code == 302


def test_the_first_administrator_comes_by_the_printed_link(
    app: Flask, client: FlaskClient, post: Page
) -> None:
    with app.app_context():
        secret = accounts.make_link(database(), "first-admin", datetime.now(UTC))
    post(f"/link/first-admin/{secret}", {"username": "root", "password": PASSWORD})
    assert client.get("/teach/").status_code == 200
    assert client.get(f"/link/first-admin/{secret}").status_code == 410


def test_deleting_needs_the_password_and_takes_everything(
    app: Flask, account: Make, post: Page, sign_in: Page
) -> None:
    account()
    sign_in()
    assert post("/delete", {"password": "not it at all"}).status_code == 422
    assert post("/delete", {"password": PASSWORD}).status_code == 303
    with app.app_context(), pytest.raises(NotFound):
        accounts.find_account(database(), "aygun")


def test_a_guest_can_delete_what_is_theirs(client: FlaskClient, post: Page) -> None:
    post("/sets/capitals/start", page="/")
    assert post("/delete").status_code == 303
    with client.session_transaction() as session:
        assert "guest" not in session


def test_after_signing_in_one_is_where_one_wanted_to_be(account: Make, client: FlaskClient) -> None:
    account("teacher", ("learner", "instructor"))
    response = client.get("/teach/table")
    assert response.status_code in (302, 303)
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', client.get(response.location).text)
    assert token
    data = {"csrf_token": token[1], "email": "teacher", "password": PASSWORD}
    assert client.post(response.location, data=data).location == "/teach/table"


def test_one_is_sent_to_no_other_site(account: Make, post: Page) -> None:
    account()
    data = {"email": "aygun", "password": PASSWORD, "next": "https://example.com/"}
    assert "example.com" not in (post("/login", data).location or "")


def test_a_session_ends_when_the_password_is_set_anew(
    app: Flask, account: Make, sign_in: Page, client: FlaskClient
) -> None:
    made = account()
    sign_in()
    with app.app_context():
        accounts.set_password(database(), made.id, "another long one", datetime.now(UTC))
    assert not signed_in(client)
