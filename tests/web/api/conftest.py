"""The API as a program uses it: a token, a path, JSON in and out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.services import accounts
from quizapp.web.extensions import database

Call = Callable[..., TestResponse]
Token = Callable[..., str]


@pytest.fixture
def token(app: Flask, account: Callable[..., accounts.Account]) -> Token:
    """Makes an account with a token."""

    def make(
        name: str = "aygun",
        roles: tuple[accounts.Role, ...] = ("learner",),
        scopes: Sequence[str] = ("study", "author"),
    ) -> str:
        made = account(name, roles)
        with app.app_context():
            return accounts.create_token(database(), made.id, datetime.now(UTC), scopes=scopes).text

    return make


@pytest.fixture
def call(app: Flask) -> Call:
    """Calls the API: `call("GET", "/me", token)`."""
    client = app.test_client(use_cookies=False)

    def send(method: str, path: str, token: str = "", **request: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers |= request.pop("headers", {})
        return client.open(f"/api/v1{path}", method=method, headers=headers, **request)

    return send


@pytest.fixture
def learner(token: Token, call: Call) -> Call:
    """Calls the API as one learner."""
    own = token()
    return lambda method, path, **request: call(method, path, own, **request)


@pytest.fixture
def teacher(token: Token, call: Call) -> Call:
    """Calls the API as one instructor."""
    own = token("teacher", ("learner", "instructor"))
    return lambda method, path, **request: call(method, path, own, **request)


def assert_problem(response: TestResponse, status: int) -> dict[str, Any]:
    """The response is the problem JSON of a status; returns it."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    problem: dict[str, Any] = response.get_json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem
