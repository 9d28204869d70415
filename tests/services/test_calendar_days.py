"""The days that a learner's sets speak of, and the secret address of the calendar that tells them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.db.outgoing import CalendarFeed
from quizapp.services import accounts, calendar_days, calendar_feed, library, practice, study
from quizapp.services.errors import NotFound
from quizapp.services.sealing import Seal
from tests.services.conftest import Pupil

OCTOBER_4 = datetime(2024, 10, 4, 12, tzinfo=UTC)
DAYS = """Town,City Day,Founded
Arden,--10-04,1990-10-04
Brill,--10-17,1992-02-29
Corve,--05-01,1992-05-01
Dulas,--11-30,2024-10-04
Elwy,--12-24,1995-06
"""


@pytest.fixture
def pupil(session: Session, seal: Seal, learner: int) -> Pupil:
    library.publish(session, load.document_of_text(DAYS, "days.csv"), None, OCTOBER_4)
    study.enrol(session, learner, "days", OCTOBER_4)
    return Pupil(session, seal, learner, now=OCTOBER_4, slug="days")


def today(pupil: Pupil) -> calendar_days.Today:
    return calendar_days.today(pupil.session, pupil.learner_id, pupil.now)


def test_recurring_days_and_anniversaries_of_today(pupil: Pupil) -> None:
    found = today(pupil)
    assert [(one.fact, one.year) for one in found.days] == [("arden.city-day", None), ("arden.founded", 1990)]
    assert (found.next_day, found.next_count) == (date(2024, 10, 17), 1)


def test_what_began_this_very_year_is_no_anniversary_yet(pupil: Pupil) -> None:
    pupil.now = datetime(2025, 10, 4, 12, tzinfo=UTC)
    assert "dulas.founded" in [one.fact for one in today(pupil).days]


def test_the_day_is_the_learners_own(pupil: Pupil) -> None:
    study.change_settings(pupil.session, pupil.learner_id, {"zone": "Pacific/Auckland"})
    pupil.now = datetime(2024, 10, 3, 18, tzinfo=UTC)
    assert today(pupil).day == date(2024, 10, 4)


def test_sets_put_aside_or_not_studied_are_silent(pupil: Pupil) -> None:
    study.change_enrolment(pupil.session, pupil.learner_id, "days", {"paused": True})
    assert (today(pupil).days, today(pupil).next_day) == ([], None)


def test_reading_about_today_displays_the_answers(pupil: Pupil) -> None:
    for _ in range(2):
        calendar_days.read(pupil.session, pupil.seal, pupil.learner_id, pupil.now)
    choices = calendar_days.quiz(today(pupil))
    quiz = practice.start(pupil.session, pupil.seal, pupil.learner_id, choices, pupil.now)
    put = practice.sitting(pupil.session, pupil.seal, pupil.learner_id, quiz, pupil.now)
    assert put.task is not None
    assert put.task.question.card.fact in {"arden.city-day", "arden.founded"}


def test_no_quiz_about_a_day_without_anything(pupil: Pupil) -> None:
    pupil.now = datetime(2024, 10, 5, 12, tzinfo=UTC)
    with pytest.raises(NotFound):
        calendar_days.quiz(today(pupil))


def test_work_ahead_is_what_is_due_day_by_day(pupil: Pupil) -> None:
    met = pupil.finish_day()
    work = calendar_feed.of_learner(pupil.session, pupil.learner_id, pupil.now).work
    assert met > 0
    assert sum(one.cards for one in work) == len(pupil.stored()["cards"])
    assert all(one.day > pupil.now.date() and one.minutes >= 1 for one in work)


def test_an_address_works_until_it_is_replaced_or_revoked(pupil: Pupil) -> None:
    first = calendar_feed.make_address(pupil.session, pupil.learner_id, pupil.now)
    assert len(calendar_feed.calendar(pupil.session, first, pupil.now).days) == 9
    second = calendar_feed.make_address(pupil.session, pupil.learner_id, pupil.now)
    with pytest.raises(NotFound):
        calendar_feed.calendar(pupil.session, first, pupil.now)
    calendar_feed.revoke_address(pupil.session, pupil.learner_id)
    with pytest.raises(NotFound):
        calendar_feed.calendar(pupil.session, second, pupil.now)


def test_only_a_hash_of_the_secret_is_stored(pupil: Pupil) -> None:
    text = calendar_feed.make_address(pupil.session, pupil.learner_id, pupil.now)
    stored = pupil.session.scalars(select(CalendarFeed.hash)).one()
    assert stored not in text.encode()
    assert len(stored) == 32


@pytest.mark.parametrize("text", ["", "x", "é", "A" * 44, "_" * 43 + "=", "A" * 5000])
def test_what_is_no_address_finds_nothing(pupil: Pupil, text: str) -> None:
    with pytest.raises(NotFound):
        calendar_feed.calendar(pupil.session, text, pupil.now)


def test_a_deleted_learner_has_no_calendar(pupil: Pupil) -> None:
    text = calendar_feed.make_address(pupil.session, pupil.learner_id, pupil.now)
    accounts.delete_learner(pupil.session, pupil.learner_id)
    with pytest.raises(NotFound):
        calendar_feed.calendar(pupil.session, text, pupil.now)
