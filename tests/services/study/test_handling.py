"""Single cards: set aside, put off, noted, reported; and questions taken along offline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core.errors import UnknownQuestion
from quizapp.db.study import CardRow, Report
from quizapp.services import study
from quizapp.services.errors import Conflict, Invalid, NotFound

Pupil = Any


def test_a_suspended_card_stays_away_until_it_is_taken_up_again(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    pupil.sleep(5)
    card = pupil.task().question.card
    study.suspend(session, pupil.learner_id, card.key, pupil.now)
    seen = []
    while (task := pupil.next().task) is not None:
        seen.append(task.question.card)
        pupil.answer()
    assert card not in seen
    study.suspend(session, pupil.learner_id, card.key, pupil.now, suspended=False)
    assert pupil.task().question.card == card


def test_a_buried_card_comes_tomorrow(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    pupil.sleep(5)
    card = pupil.task().question.card
    study.bury(session, pupil.seal, pupil.learner_id, card.key, pupil.now)
    assert pupil.task().question.card != card
    pupil.finish_day()
    pupil.sleep(1)
    seen = []
    while (task := pupil.next().task) is not None:
        seen.append(task.question.card)
        pupil.answer()
    assert card in seen


def test_only_introduced_cards_can_be_set_aside(pupil: Pupil, session: Session) -> None:
    for card in ("capitals/peru.capital/forward", "nonsense"):
        with pytest.raises(NotFound):
            study.suspend(session, pupil.learner_id, card, pupil.now)


def test_notes_are_kept_changed_and_removed(pupil: Pupil, session: Session) -> None:
    card = pupil.answer().card.key
    for text in ("first", "second", " "):
        study.write_note(session, pupil.learner_id, card, text, pupil.now)
        assert study.note(session, pupil.learner_id, card) == text.strip()
    with pytest.raises(Invalid):
        study.write_note(session, pupil.learner_id, card, "x" * 5_000, pupil.now)


def test_a_question_is_reported_with_its_plain_id(pupil: Pupil, session: Session) -> None:
    task = pupil.task()

    def report(question_id: str, text: str) -> None:
        study.report_question(session, pupil.seal, pupil.learner_id, question_id, text=text, now=pupil.now)

    report(task.question_id, "two options are right")
    assert session.execute(select(Report.sort, Report.question)).one() == ("fault", str(task.question.id))
    with pytest.raises(UnknownQuestion):
        report("nonsense", "wrong")
    with pytest.raises(Invalid):
        report(task.question_id, "  ")


def test_a_batch_is_answered_later_in_order_and_once(pupil: Pupil, session: Session) -> None:
    tasks = study.batch(session, pupil.seal, pupil.learner_id, "capitals", count=6, now=pupil.now)
    assert len({task.question.card for task in tasks}) == 6
    asked = pupil.now
    pupil.now += timedelta(hours=5)
    for place, task in enumerate(tasks):
        given = {"offline": True, "answered_at": asked + timedelta(minutes=place)}
        assert pupil.send(task, task.question.key, **given).recorded
        assert not pupil.send(task, task.question.key, **given).recorded
    assert pupil.next().today.met == 6
    assert pupil.memory_differs() == []


def test_a_new_batch_takes_the_old_one_back(pupil: Pupil, session: Session) -> None:
    old = study.batch(session, pupil.seal, pupil.learner_id, "capitals", count=5, now=pupil.now)
    study.batch(session, pupil.seal, pupil.learner_id, "capitals", count=2, now=pupil.now)
    with pytest.raises(Conflict):
        pupil.send(old[4], old[4].question.key)
    for count in (0, 10_000):
        with pytest.raises(Invalid):
            study.batch(session, pupil.seal, pupil.learner_id, "capitals", count=count, now=pupil.now)


def test_the_log_is_read_page_by_page(pupil: Pupil, session: Session) -> None:
    for _ in range(5):
        pupil.answer()
    pages, cursor = [], ""
    while True:
        items, cursor = study.reviews(session, pupil.learner_id, cursor=cursor, limit=2)
        pages.append(len(items))
        if not cursor:
            break
    assert pages == [2, 2, 1]
    with pytest.raises(Invalid):
        study.reviews(session, pupil.learner_id, cursor="1; DROP TABLE review")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("desired_retention", 0.99),
        ("desired_retention", "high"),
        ("answers_per_day", 0),
        ("new_per_day", True),
        ("zone", "Mars/Base"),
        ("rollover_hour", 24),
        ("easy_weekdays", [7]),
        ("theme", "x" * 50),
        ("learner_id", 3),
    ],
)
def test_settings_that_cannot_be(pupil: Pupil, session: Session, name: str, value: Any) -> None:
    before = study.settings(session, pupil.learner_id)
    with pytest.raises(Invalid, match=name):
        study.change_settings(session, pupil.learner_id, {name: value})
    assert study.settings(session, pupil.learner_id) == before


def test_settings_are_kept(pupil: Pupil, session: Session) -> None:
    changes = {"zone": "Asia/Baku", "desired_retention": 0.85, "easy_weekdays": frozenset({5, 6})}
    study.change_settings(session, pupil.learner_id, changes)
    found = study.settings(session, pupil.learner_id)
    assert (found.zone, found.desired_retention, found.easy_weekdays) == ("Asia/Baku", 0.85, {5, 6})


def test_a_set_has_its_own_pace_and_exam(pupil: Pupil, session: Session) -> None:
    pupil.next()
    study.change_enrolment(session, pupil.learner_id, "capitals", {"new_per_day": 2})
    assert pupil.finish_day() == 2
    pupil.sleep(1)
    changes = {"new_per_day": None, "exam_day": date(2024, 5, 4)}
    study.change_enrolment(session, pupil.learner_id, "capitals", changes)
    assert pupil.next().today.new_left == 6
    with pytest.raises(Invalid, match="exam_day"):
        study.change_enrolment(session, pupil.learner_id, "capitals", {"exam_day": "soon"})
    with pytest.raises(NotFound):
        study.change_enrolment(session, pupil.learner_id, "atlantis", {"detail": True})


def test_a_paused_set_stays_out_of_the_common_queue(pupil: Pupil, session: Session) -> None:
    pupil.answer()
    study.change_enrolment(session, pupil.learner_id, "capitals", {"paused": True})
    pupil.slug = None
    pupil.sleep(3)
    assert pupil.next().task is None
    study.enrol(session, pupil.learner_id, "capitals", pupil.now)
    assert pupil.next().task is not None


def test_show_first_shows_the_statement(pupil: Pupil, session: Session) -> None:
    study.change_settings(session, pupil.learner_id, {"show_first": True})
    task = pupil.task()
    assert task.showing == "show"
    outcome = pupil.send(task, {"got_it": True})
    assert outcome.verdict.correct is None
    assert session.execute(select(CardRow.reviews)).scalar_one() == 1
    assert pupil.finish_day() > 8
    assert pupil.memory_differs() == []
