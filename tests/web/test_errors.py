"""What goes wrong is told plainly, with the right status and a way back."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.core.errors import SetError, UnknownQuestion, WrongShape
from quizapp.services.errors import Conflict, Expired, Invalid, NotAllowed, NotFound
from quizapp.web.errors import status_of
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("no"), 404),
        (NotAllowed("no"), 403),
        (Conflict("no"), 409),
        (Expired("no"), 410),
        (Invalid("no"), 422),
        (UnknownQuestion("no"), 404),
        (WrongShape("no"), 422),
        (SetError("no"), 422),
    ],
)
def test_every_refusal_has_its_status(error: Exception, status: int) -> None:
    assert status_of(error) == status  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["/nowhere", "/sets/none", "/sets/none/study/undo", "/link/reset/spent"])
def test_what_is_not_there_is_told_with_a_way_on(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code in (404, 405, 410)
    assert 'href="/"' in response.text
    assert "Traceback" not in response.text


def test_a_form_without_its_token_is_refused_and_what_was_typed_is_shown(client: FlaskClient) -> None:
    response = client.post("/register", data={"username": "leyla", "password": "not shown again"})
    assert response.status_code == 400
    assert "expired" in response.text
    assert "leyla" in response.text
    assert "not shown again" not in response.text


def test_a_body_too_large_is_refused(client: FlaskClient) -> None:
    response = client.post("/sets/capitals/study/answer", data={"response": "x" * 1_000_000})
    assert response.status_code == 413
    assert "too long" in response.text


def test_a_fault_of_ours_shows_no_traceback(app: Flask) -> None:
    app.add_url_rule("/broken", view_func=lambda: 1 / 0)
    response = app.test_client().get("/broken")
    assert response.status_code == 500
    assert "ZeroDivisionError" not in response.text


def test_only_the_part_is_sent_to_a_page_that_asks_for_a_part(client: FlaskClient) -> None:
    response = client.get("/nowhere", headers={"HX-Request": "true"})
    assert response.status_code == 404
    assert "<html" not in response.text


def test_every_response_carries_the_policy(client: FlaskClient) -> None:
    for address in ("/", "/nowhere", "/static/site.css"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "script-src 'self'; style-src 'self'; img-src 'self' data:" in policy


def test_no_page_has_code_or_style_of_its_own(client: FlaskClient, post: Page) -> None:
    for address in ("/", "/about", "/sets/capitals", "/register", "/login", "/settings", "/progress"):
        html = client.get(address).text
        assert " style=" not in html, address
        assert "<style" not in html, address
        assert " onclick=" not in html, address
        assert "<script>" not in html, address
