"""Bearer tokens only; scopes and roles say what they may do."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.api.conftest import Call, Token, assert_problem
from tests.web.conftest import Page

ENDPOINTS = [
    ("GET", "/sets"),
    ("GET", "/sets/capitals"),
    ("POST", "/sets"),
    ("DELETE", "/sets/capitals"),
    ("POST", "/study/next"),
    ("POST", "/study/capitals/next"),
    ("POST", "/study/answers"),
    ("POST", "/study/answers/0190b5a0-0000-7000-8000-000000000000/override"),
    ("POST", "/study/batch"),
    ("POST", "/study/undo"),
    ("GET", "/progress"),
    ("GET", "/progress/capitals"),
    ("GET", "/reviews"),
    ("GET", "/me"),
    ("DELETE", "/me"),
]


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic YTpi", "Bearer " + "x" * 5000])
def test_every_address_needs_a_token(call: Call, method: str, path: str, header: str) -> None:
    response = call(method, path, headers={"Authorization": header} if header else {})
    assert_problem(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_being_signed_in_in_the_browser_is_no_token(client: FlaskClient, account, sign_in: Page) -> None:
    account()
    sign_in()
    assert_problem(client.get("/api/v1/me"), 401)


def test_a_token_says_whom_it_speaks_for(call: Call, token: Token) -> None:
    me = call("GET", "/me", token("ada", scopes=("study",))).get_json()
    assert (me["name"], me["roles"], me["scopes"]) == ("ada", ["learner"], ["study"])


def test_a_token_without_the_scope_is_refused(call: Call, token: Token) -> None:
    only_author = token("ada", ("learner", "instructor"), ("author",))
    assert_problem(call("GET", "/progress", only_author), 403)


def test_a_learner_cannot_publish_whatever_the_token_says(learner: Call) -> None:
    assert_problem(learner("POST", "/sets", json={"title": "x"}), 403)
    assert_problem(learner("DELETE", "/sets/capitals"), 403)


def test_leaving_ends_the_token_and_the_account(call: Call, token: Token) -> None:
    own = token()
    response = call("DELETE", "/me", own)
    assert (response.status_code, response.data) == (204, b"")
    assert_problem(call("GET", "/me", own), 401)
