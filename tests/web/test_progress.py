"""The page of progress and the pages of single cards."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from flask.testing import FlaskClient
from markupsafe import Markup
from sqlalchemy import delete

from quizapp.core.progress import share
from quizapp.db.study import Enrolment
from quizapp.services.progress import Calendar, Calibration, CalibrationLine, DayLine
from quizapp.web.extensions import database
from quizapp.web.progress.charts import calibration_chart
from quizapp.web.progress.heatmap import heatmap, shade
from tests.web.conftest import Page

TODAY = date(2026, 11, 22)


def day(back: int, answers: int) -> DayLine:
    return DayLine(
        day=TODAY - timedelta(days=back),
        answers=answers,
        counted=answers,
        right=answers,
        met=0,
        seconds=60,
        cleared=True,
        counts=True,
    )


def calendar(*days: DayLine) -> Calendar:
    most = max((one.answers for one in days), default=0)
    first = TODAY - timedelta(days=364)
    return Calendar(first=first, last=TODAY, days=days, streak=0, longest_streak=0, most_answers=most)


def drawn(client: FlaskClient, found: Calendar) -> Markup:
    with client.application.test_request_context():
        return heatmap(found)


def test_a_visitor_is_told_where_to_begin(client: FlaskClient) -> None:
    assert "Choose a set" in client.get("/progress").text


def test_a_learner_without_a_set_is_told_where_to_begin(client: FlaskClient, post: Page) -> None:
    post("/sets/capitals/start", page="/sets/capitals")
    with client.application.app_context():
        database().execute(delete(Enrolment))
        database().commit()
    assert "Nothing to show yet" in client.get("/progress").text


def test_every_section_has_something_to_say_on_the_first_day(client: FlaskClient, post: Page) -> None:
    post("/sets/capitals/start", page="/sets/capitals")
    text = client.get("/progress").text
    for heading in ("Days of study", "What comes", "Known now", "Your sets", "Hardest facts", "Time spent"):
        assert f">{heading}</h2>" in text
    assert text.count("What this says") >= 7


def test_a_chart_and_its_table_have_the_same_figures(client: FlaskClient) -> None:
    found = share(9, 10)
    assert found is not None
    line = CalibrationLine(low=0.9, high=1, predicted=0.93, actual=found)
    with client.application.test_request_context():
        chart = calibration_chart(Calibration(lines=[line], answers=10, predicted=0.93, actual=0.9))
    assert json.loads(chart.data())["lines"][0]["values"] == [None, 0.9, None]
    assert chart.rows == [("93%", "90%", "60%–98%", "10")]


def test_the_calendar_has_a_square_for_each_day_that_says_its_answers(client: FlaskClient) -> None:
    text = drawn(client, calendar(day(1, 12), day(0, 3)))
    assert text.count("<rect") == 365
    assert "<title>Sat, 21 Nov 2026: 12 answers</title>" in text
    assert re.search(r'class="heat-4"[^>]*><title>Sat, 21 Nov', text)


def test_a_calendar_without_a_day_of_study_is_still_drawn(client: FlaskClient) -> None:
    assert drawn(client, calendar()).count('class="heat-0"') == 365


def test_days_get_darker_with_their_answers() -> None:
    shades = [shade(answers, 60) for answers in range(61)]
    assert (shades[0], shades[1], shades[60]) == (0, 1, 4)
    assert shades == sorted(shades)


def test_a_card_not_met_yet_does_not_tell_its_answer_first(client: FlaskClient, post: Page) -> None:
    post("/sets/capitals/start", page="/sets/capitals")
    address = re.findall(r'href="(/facts/[^"]+)"', client.get("/sets/capitals/facts").text)[-1]
    text = client.get(address).text
    assert "Not met yet" in text
    assert text.index("this tells you the answer") < text.index("stem-small")


def test_a_met_card_shows_its_history(client: FlaskClient, post: Page) -> None:
    post("/sets/capitals/start", page="/sets/capitals")
    address = re.findall(r'href="(/facts/[^"]+)"', client.get("/sets/capitals/facts").text)[0]
    key = address.removeprefix("/facts/")
    post("/facts", {"do": "known", "cards": key, "back": address}, page="/sets/capitals")
    text = client.get(address).text
    assert "set as known" in text
    assert "Why this date" in text or "next date" in text


def test_a_card_of_nobody_is_not_found(client: FlaskClient, post: Page) -> None:
    assert client.get("/facts/capitals/nothing/forward").status_code == 404
    post("/sets/capitals/start", page="/sets/capitals")
    assert client.get("/facts/capitals/nothing/forward").status_code == 404
