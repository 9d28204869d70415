"""Studying through the pages, as a browser without scripts does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.services import study
from quizapp.web.extensions import database
from tests.web.conftest import Page

HERE = "/sets/capitals/study"
PART = {"HX-Request": "true"}
CAPITALS = {"France": "Paris", "Norway": "Oslo", "Japan": "Tokyo", "Kenya": "Nairobi", "Peru": "Lima"}
CAPITALS |= {"Egypt": "Cairo", "Austria": "Vienna", "Portugal": "Lisbon"}


@pytest.fixture
def guest(post: Page, client: FlaskClient) -> FlaskClient:
    """A visitor who has started the set."""
    assert post("/sets/capitals/start", page="/").location == HERE
    return client


def fields(page: TestResponse) -> dict[str, str]:
    """The hidden fields of the answer form."""
    form = page.text.partition('<form class="answer"')[2].partition("</form>")[0]
    found = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def options(page: TestResponse) -> dict[str, str]:
    """The options offered: text to id."""
    found = re.findall(r'name="response" value="(\w+)">.*?<span dir="auto">([^<]+)<', page.text)
    return {unescape(text): id for id, text in found}


def right(page: TestResponse) -> str:
    """The id of the right option."""
    country = next(country for country in CAPITALS if country in page.text)
    return options(page)[CAPITALS[country]]


def wrong(page: TestResponse) -> str:
    """The id of a wrong option."""
    return next(id for id in options(page).values() if id != right(page))


def reviews(app: Flask, client: FlaskClient) -> list[Any]:
    with client.session_transaction() as session:
        learner_id = session["guest"]
    with app.app_context():
        return list(study.reviews(database(), learner_id)[0])


def test_the_first_question_is_one_click_away_from_the_home_page(guest: FlaskClient) -> None:
    page = guest.get(HERE)
    assert page.status_code == 200
    assert len(options(page)) >= 3
    assert "New" in page.text


def test_the_part_with_the_feedback_brings_the_next_question_along(guest: FlaskClient) -> None:
    page = guest.get(HERE)
    told = guest.post(f"{HERE}/answer", data=fields(page) | {"response": right(page)}, headers=PART)
    feedback, _, upcoming = told.text.partition("<template data-upcoming>")
    assert "data-feedback" in feedback
    assert fields(guest.get(HERE))["question_id"] in upcoming


def test_a_visitor_who_has_not_started_is_shown_the_set_first(client: FlaskClient) -> None:
    assert client.get(HERE).location == "/sets/capitals"
    assert client.get("/study").location == "/"


def test_a_reload_shows_the_same_question(guest: FlaskClient) -> None:
    first, again = guest.get(HERE), guest.get(HERE)
    assert options(first) == options(again)
    assert fields(first)["question_id"] == fields(again)["question_id"]


def test_the_page_never_holds_the_key(guest: FlaskClient) -> None:
    page = guest.get(HERE)
    country = next(country for country in CAPITALS if country in page.text)
    assert f"The capital of {country} is" not in page.text
    assert fields(page)["question_id"].count("/") == 0


def test_an_answer_leads_to_its_feedback_and_a_reload_sends_nothing_again(
    guest: FlaskClient, app: Flask
) -> None:
    page = guest.get(HERE)
    sent = guest.post(f"{HERE}/answer", data=fields(page) | {"response": wrong(page)})
    assert sent.location == f"{HERE}/answered"
    for _ in range(2):
        feedback = guest.get(sent.location)
        assert "Not this time" in feedback.text
        assert "You answered" in feedback.text
    assert len(reviews(app, guest)) == 1


def test_a_part_is_answered_at_once_without_a_redirect(guest: FlaskClient) -> None:
    page = guest.get(HERE)
    sent = guest.post(f"{HERE}/answer", data=fields(page) | {"response": right(page)}, headers=PART)
    assert sent.status_code == 200
    assert "<html" not in sent.text
    assert "Right" in sent.text


def test_the_same_answer_twice_shows_the_same_and_counts_once(guest: FlaskClient, app: Flask) -> None:
    page = guest.get(HERE)
    data = fields(page) | {"response": right(page)}
    first, second = (guest.post(f"{HERE}/answer", data=data, headers=PART) for _ in range(2))
    assert re.findall("<h1.*?</h1>", first.text, re.S) == re.findall("<h1.*?</h1>", second.text, re.S)
    assert len(reviews(app, guest)) == 1


def test_an_answer_to_an_older_question_gets_the_current_one(guest: FlaskClient, app: Flask) -> None:
    page = guest.get(HERE)
    guest.post(f"{HERE}/answer", data=fields(page) | {"response": right(page)}, headers=PART)
    other = fields(page) | {"response": wrong(page), "review_id": "01890000-0000-7000-8000-000000000000"}
    late = guest.post(f"{HERE}/answer", data=other)
    assert late.status_code == 409
    assert "answered already" in late.text
    assert options(late)
    assert len(reviews(app, guest)) == 1


def test_i_do_not_know_yet_is_an_answer(guest: FlaskClient) -> None:
    page = guest.get(HERE)
    sent = guest.post(f"{HERE}/answer", data=fields(page) | {"dont_know": "1"}, headers=PART)
    assert "Now you have seen it" in sent.text


def test_undo_asks_again(guest: FlaskClient, post: Page) -> None:
    page = guest.get(HERE)
    guest.post(f"{HERE}/answer", data=fields(page) | {"response": right(page)}, headers=PART)
    assert post(f"{HERE}/undo", page=HERE).status_code == 303
    assert fields(guest.get(HERE))["question_id"] == fields(page)["question_id"]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"question_id": "no such question"}, 404),
        ({"question_id": "x" * 5000}, 422),
        ({"review_id": "not a UUID"}, 422),
        ({"kind": "matching", "response-a": "b"}, 422),
        ({"kind": "flashcard", "response": "9"}, 422),
        ({"kind": "nonsense"}, 422),
        ({"response": ""}, 422),
        ({"response": "z"}, 422),
        ({"response": "x" * 5000, "kind": "typed"}, 422),
    ],
)
def test_a_wrong_answer_form_is_refused_plainly_and_stores_nothing(
    guest: FlaskClient, app: Flask, changed: dict[str, str], status: int
) -> None:
    data = fields(guest.get(HERE)) | {"response": "a"} | changed
    sent = guest.post(f"{HERE}/answer", data=data)
    assert sent.status_code == status, sent.text
    assert "Traceback" not in sent.text
    assert reviews(app, guest) == []


def test_another_visitor_cannot_answer_my_question(guest: FlaskClient, app: Flask) -> None:
    data = fields(guest.get(HERE)) | {"response": "a"}
    other = app.test_client()
    start = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', other.get("/").text)
    assert start
    other.post("/sets/capitals/start", data={"csrf_token": start[1]})
    token = fields(other.get(HERE))["csrf_token"]
    assert other.post(f"{HERE}/answer", data=data | {"csrf_token": token}).status_code == 404


def test_an_expired_session_keeps_what_was_typed_in_sight(guest: FlaskClient) -> None:
    data = fields(guest.get(HERE)) | {"kind": "typed", "response": "Antananarivo"}
    guest.delete_cookie("quizapp")
    sent = guest.post(f"{HERE}/answer", data=data)
    assert sent.status_code == 400
    assert "Antananarivo" in sent.text


def test_ten_answers_lead_to_done_with_a_way_to_go_on(guest: FlaskClient, post: Page) -> None:
    for _ in range(20):
        page = guest.get(HERE)
        if "A good start" in page.text:
            break
        guest.post(f"{HERE}/answer", data=fields(page) | {"response": right(page)}, headers=PART)
    assert "Make an account" in page.text
    assert "tomorrow" in page.text
    assert post(f"{HERE}/go-on", page=HERE).location == HERE
    assert options(guest.get(HERE))


def test_the_progress_page_counts_the_answers(guest: FlaskClient) -> None:
    page = guest.get(HERE)
    guest.post(f"{HERE}/answer", data=fields(page) | {"response": right(page)}, headers=PART)
    assert re.search(r"<dd>1</dd><dt>answers today", guest.get("/progress").text)
    assert "Capitals" in guest.get("/progress/capitals", follow_redirects=True).text


def test_signing_in_brings_a_guest_s_answers_along(
    guest: FlaskClient, account: Callable[..., Any], sign_in: Page
) -> None:
    account()
    page = guest.get(HERE)
    guest.post(f"{HERE}/answer", data=fields(page) | {"response": right(page)}, headers=PART)
    sign_in()
    assert re.search(r"<dd>1</dd><dt>answers today", guest.get("/progress").text)


@pytest.mark.parametrize("address", ["/", "/sets/capitals", HERE, "/study", "/progress", "/settings"])
def test_a_guest_who_is_no_longer_known_starts_anew(client: FlaskClient, address: str) -> None:
    with client.session_transaction() as session:
        session["guest"] = 12345
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 200
    assert "Traceback" not in response.text


def test_a_browser_that_keeps_no_session_is_given_nothing_for_its_pocket(client: FlaskClient) -> None:
    assert client.post("/study/pocket").status_code == 204
