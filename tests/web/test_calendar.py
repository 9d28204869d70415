"""On this day, and the feed as calendar programs read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from quizapp.bank.load import document_of_text
from quizapp.services import library, study
from quizapp.web.extensions import database
from tests.services.test_calendar_days import DAYS
from tests.web.conftest import Page, token_of

NOON = datetime(2024, 10, 4, 12, tzinfo=UTC)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with time_machine.travel(NOON, tick=False):
        with app.app_context():
            library.publish(database(), document_of_text(DAYS, "days.csv"), None, NOW_BEFORE)
        client = app.test_client()
        token = token_of(client.get("/sets/days"))
        client.post("/sets/days/start", data={"csrf_token": token})
        yield client


NOW_BEFORE = NOON - timedelta(days=1)


def address(client: FlaskClient) -> str:
    token = token_of(client.get("/settings/calendar"))
    page = client.post("/settings/calendar", data={"csrf_token": token}, follow_redirects=True)
    found = re.search(r'value="http://[^/"]+([^"]+\.ics)"', page.text)
    assert found, page.text
    return found[1]


def events(client: FlaskClient, where: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(client.get(where).data).walk("VEVENT"))


def test_today_tells_its_days(client: FlaskClient) -> None:
    page = client.get("/today").text
    assert "City Day of Arden is 4 October" in page
    assert "34 years ago" in page


def test_a_quiz_about_today(client: FlaskClient, post: Page) -> None:
    begun = client.post("/today/quiz", data={"csrf_token": token_of(client.get("/today"))})
    assert "Arden" in client.get(begun.location).text or "October" in client.get(begun.location).text


def test_nothing_today_says_when_the_next_is(client: FlaskClient) -> None:
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert "Thursday, 17 October" in client.get("/today").text


def test_a_visitor_without_sets_is_told_so(app: Flask) -> None:
    assert "Start a set" in app.test_client().get("/today").text


def test_the_feed_repeats_days_every_year(client: FlaskClient) -> None:
    where = address(client)
    days = {event["summary"]: event for event in events(client, where) if "RRULE" in event}
    assert len(days) == 9
    founded = days["Brill was founded on 29 February 1992."]
    assert founded["dtstart"].dt == date(1992, 2, 29)
    assert founded["rrule"] == {"FREQ": ["YEARLY"]}
    assert len({event["uid"] for event in days.values()}) == 9


def test_the_feed_is_as_rfc_5545_wants_it(client: FlaskClient) -> None:
    response = client.get(address(client))
    assert response.content_type == "text/calendar; charset=utf-8"
    lines = response.data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])


def test_an_unchanged_feed_is_not_sent_again(client: FlaskClient) -> None:
    where = address(client)
    tag = client.get(where).headers["ETag"]
    assert client.get(where, headers={"If-None-Match": tag}).status_code == 304


def test_work_stands_at_the_hour_and_in_the_zone_of_the_learner(app: Flask, client: FlaskClient) -> None:
    page = client.get("/sets/days/study")
    fields = dict(re.findall(r'name="(review_id|question_id|kind)"[^>]* value="([^"]+)"', page.text))
    client.post(
        "/study/answer", data=fields | {"csrf_token": token_of(page), "dont_know": "1", "got_it": "1"}
    )
    where = address(client)
    assert [event["dtstart"].dt for event in events(client, where) if "RRULE" not in event] == [
        date(2024, 10, 5)
    ]
    with client.session_transaction() as session:
        learner_id = session["guest"]
    with app.app_context():
        study.change_settings(database(), learner_id, {"zone": "Asia/Baku", "reminder_hour": 7})
    work = next(event for event in events(client, where) if "RRULE" not in event)
    assert work["dtstart"].dt.isoformat() == "2024-10-05T07:00:00+04:00"
    assert b"BEGIN:VTIMEZONE" in client.get(where).data


def test_a_revoked_address_is_gone(client: FlaskClient) -> None:
    where = address(client)
    client.post("/settings/calendar/revoke", data={"csrf_token": token_of(client.get("/settings/calendar"))})
    assert client.get(where).status_code == 404
    assert client.get("/calendar/nonsense.ics").status_code == 404


def test_the_address_is_shown_once(client: FlaskClient) -> None:
    where = address(client)
    assert where not in client.get("/settings/calendar").text
