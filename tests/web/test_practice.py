"""The pages of practice quizzes, without scripts."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.bank.load import document
from quizapp.config import shipped
from quizapp.services import library
from quizapp.web.extensions import database
from tests.web.conftest import TABLE, Page, token_of

BANK = shipped("question_bank")
CAPITALS = dict(line.split("\t") for line in TABLE.splitlines()[1:])


@pytest.fixture
def begin(post: Page, client: FlaskClient) -> Page:
    def send(**wishes: object) -> TestResponse:
        data = {"sets": "capitals", "count": "3", "among": "all", "feedback": "now", "kinds": "typed"}
        return post("/practice", data | wishes, follow_redirects=True)

    return send


def answer(client: FlaskClient, page: TestResponse, text: str | None = None) -> TestResponse:
    fields = dict(re.findall(r'name="(review_id|question_id|kind)"[^>]* value="([^"]+)"', page.text))
    stem = re.search(r'id="stem"[^>]*>([^<]+)<', page.text)
    assert stem
    right = next(other for pair in CAPITALS.items() for one, other in (pair, pair[::-1]) if one in stem[1])
    address = re.search(r'class="answer" method="post" action="([^"]+)"', page.text)
    assert address
    sent = fields | {"csrf_token": token_of(page), "response": right if text is None else text}
    return client.post(address[1], data=sent, follow_redirects=True)


def test_from_the_wishes_to_the_result(client: FlaskClient, begin: Page) -> None:
    page = begin()
    for _ in range(3):
        told = answer(client, page)
        assert ">Right<" in told.text
        onward = re.search(r'class="next" method="get" action="([^"]+)"', told.text)
        assert onward
        page = client.get(onward[1], follow_redirects=True)
    assert "3 of 3 right" in page.text


def test_without_feedback_nothing_is_told_before_the_end(client: FlaskClient, begin: Page) -> None:
    page = begin(feedback="end")
    first = page.request.path
    for _ in range(3):
        assert "You answered" not in page.text
        page = answer(client, page, "Atlantis")
    assert "0 of 3 right" in page.text
    assert page.text.count("You answered") == 3
    assert client.get(f"{first}/answers/1").status_code == 404


def test_what_was_missed_is_studied_now(client: FlaskClient, begin: Page) -> None:
    page = begin(count="1")
    told = answer(client, page, "Atlantis")
    result = client.get(f"{page.request.path}/result")
    assert "Not this time" in told.text
    study = client.post(f"{page.request.path}/study", data={"csrf_token": token_of(result)})
    assert study.location == "/sets/capitals/study"
    assert "data-task" in client.get(study.location).text


def test_ending_early(client: FlaskClient, begin: Page) -> None:
    page = begin(minutes="5")
    assert 'data-ends="' in page.text
    result = client.post(
        f"{page.request.path}/end", data={"csrf_token": token_of(page)}, follow_redirects=True
    )
    assert "0 of 3 right" in result.text
    assert "3 questions were not answered" in result.text
    assert client.get(page.request.path).location.endswith("/result")
    assert "Before" in client.get("/practice").text


@pytest.mark.parametrize("wishes", [{"count": "0"}, {"count": "99"}, {"minutes": "-1"}, {"sets": "no"}])
def test_wishes_that_cannot_be_followed_say_so(begin: Page, wishes: dict[str, str]) -> None:
    page = begin(**wishes)
    assert page.status_code == 422
    assert "Traceback" not in page.text


def test_no_set_chosen_and_nothing_to_ask(begin: Page) -> None:
    assert "Choose at least one set." in begin(sets=[]).text
    assert "Nothing in this choice" in begin(among="met").text


def test_another_visitor_finds_nothing(client: FlaskClient, begin: Page) -> None:
    page = begin()
    other = client.application.test_client()
    assert other.get(page.request.path).status_code == 404
    other.post("/sets/capitals/start", data={"csrf_token": token_of(other.get("/sets/capitals"))})
    assert other.get(page.request.path).status_code == 404


def test_an_answer_sent_twice_shows_the_same(client: FlaskClient, begin: Page) -> None:
    page = begin()
    first, second = answer(client, page), answer(client, page)
    assert first.request.path == second.request.path


def test_pairs_are_told_one_by_one_at_once_and_in_the_result(client: FlaskClient, begin: Page) -> None:
    page = begin(kinds="matching", count="1")
    fields = dict(re.findall(r'name="(review_id|question_id|kind)"[^>]* value="([^"]+)"', page.text))
    pairs = dict(zip(re.findall(r'<select[^>]* name="(response[^"]*)"', page.text), "ABCDEF", strict=False))
    sent = fields | pairs | {"csrf_token": token_of(page)}
    told = client.post(f"{page.request.path}/answer", data=sent, follow_redirects=True)
    result = client.get(f"{page.request.path}/result")
    for shown in (told.text, result.text):
        assert shown.count('class="mark-word"') == len(pairs) > 1


def test_a_place_is_asked_on_the_map_and_found_without_scripts(
    app: Flask, client: FlaskClient, begin: Page
) -> None:
    with app.app_context():
        library.publish(database(), document(BANK / "world-capitals" / "set.yaml"), None, datetime.now(UTC))
    page = begin(sets="world-capitals", kinds="locate", count="1")
    assert "data-chart" in page.text
    sent = {"csrf_token": token_of(page), "kind": "locate", "nudge": "north"}
    moved = client.post(f"{page.request.path}/point", data=sent)
    assert "Choose the point on the map." not in re.sub(r'data-none="[^"]*"', "", moved.text)
