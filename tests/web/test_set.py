"""The pages of a set: about it, its facts, how to study it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Page

FACTS = "/sets/capitals/facts"


@pytest.fixture
def started(post: Page) -> None:
    post("/sets/capitals/start", page="/sets/capitals")


def keys(client: FlaskClient, query: str = "") -> list[str]:
    return re.findall(r'name="cards" value="([^"]+)"', client.get(FACTS + query).text)


def test_a_set_says_how_its_facts_are_spread_over_sources(client: FlaskClient) -> None:
    text = client.get("/sets/capitals").text
    assert "Who says so" in text
    assert "Start this set" in text


def test_a_visitor_is_not_shown_the_facts_by_the_way(client: FlaskClient) -> None:
    assert "Paris" not in client.get(FACTS).text


@pytest.mark.usefixtures("started")
def test_facts_not_met_are_questions_until_their_answers_are_asked_for(client: FlaskClient) -> None:
    hidden, told = client.get(FACTS).text, client.get(FACTS + "?answers=yes").text
    assert "France" in hidden
    assert "Paris" not in hidden
    assert "Paris" in told


@pytest.mark.usefixtures("started")
def test_facts_are_found_by_words_whatever_their_case(client: FlaskClient) -> None:
    assert 0 < len(keys(client, "?text=NORWAY")) < len(keys(client))
    assert "No fact like that" in client.get(FACTS + "?text=atlantis").text


@pytest.mark.usefixtures("started")
def test_facts_set_as_known_are_found_by_their_strength(client: FlaskClient, post: Page) -> None:
    first, second, *_ = keys(client)
    assert keys(client, "?strength=young") == []
    post("/facts", {"do": "known", "cards": [first, second], "back": FACTS}, page=FACTS)
    assert set(keys(client, "?strength=learning") + keys(client, "?strength=young")) == {first, second}


@pytest.mark.usefixtures("started")
def test_facts_are_put_aside_taken_up_and_begun_again(client: FlaskClient, post: Page) -> None:
    first = keys(client)[0]
    for act, found in (("known", 0), ("suspend", 1), ("take_up", 0), ("suspend", 1), ("reset", 0)):
        response = post("/facts", {"do": act, "cards": first, "back": FACTS}, page=FACTS)
        assert response.location == FACTS
        assert len(keys(client, "?strength=suspended")) == found
    assert len(keys(client, "?strength=new")) == len(keys(client))


@pytest.mark.usefixtures("started")
def test_studying_just_these_leads_to_their_questions(client: FlaskClient, post: Page) -> None:
    (key, *_) = keys(client, "?text=Japan")
    response = post("/facts", {"do": "study", "cards": key, "back": FACTS}, page=FACTS)
    assert response.location == "/study"
    assert "Japan" in client.get("/study").text


@pytest.mark.usefixtures("started")
def test_nothing_chosen_changes_nothing_and_says_so(client: FlaskClient, post: Page) -> None:
    assert post("/facts", {"do": "reset", "back": FACTS}, page=FACTS).location == FACTS
    assert "Choose one fact or more" in client.get(FACTS).text


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", ""])
def test_the_way_back_never_leads_to_another_site(post: Page, back: str) -> None:
    assert (
        post("/facts", {"do": "study", "cards": "x", "back": back}, page="/sets/capitals").status_code == 400
    )


@pytest.mark.parametrize(
    "query", ["?page=-1", "?page=9999", "?page=x", "?topic=none&strength=odd&source=%00"]
)
@pytest.mark.usefixtures("started")
def test_odd_searches_are_answered(client: FlaskClient, query: str) -> None:
    assert client.get(FACTS + query).status_code == 200


@pytest.mark.usefixtures("started")
def test_an_exam_day_shows_what_it_will_find_known(client: FlaskClient, post: Page) -> None:
    address = "/sets/capitals/settings"
    assert post(address, {"exam_day": "2099-06-01", "new_per_day": "5"}).location == address
    text = client.get(address).text
    assert "facts known then, as planned" in text
    assert 'value="2099-06-01"' in text
    assert "Exam days" in client.get("/progress").text


@pytest.mark.usefixtures("started")
def test_a_faulty_pace_is_told_and_not_kept(client: FlaskClient, post: Page) -> None:
    address = "/sets/capitals/settings"
    response = post(address, {"new_per_day": "1000"})
    assert response.status_code == 422
    assert "between 0 and 100" in response.text


def test_how_to_study_a_set_not_started(client: FlaskClient, post: Page) -> None:
    assert "Not started yet" in client.get("/sets/capitals/settings").text
    assert post("/sets/capitals/settings", {"new_per_day": "5"}).status_code == 422
