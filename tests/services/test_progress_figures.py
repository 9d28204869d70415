"""Every figure of progress agrees with what the learner did."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp.db.study import CardRow, ReviewRow
from quizapp.services import library, progress
from quizapp.services.errors import NotFound

Pupil = Any


@pytest.fixture
def studied(pupil: Pupil) -> Pupil:
    """Nine days of study in which every third day all is forgotten."""
    for day in range(9):
        pupil.finish_day(right=day % 3 != 1)
        pupil.sleep(1)
    return pupil


def counted(session: Session) -> list[Any]:
    rows = session.execute(
        select(ReviewRow.kind, ReviewRow.rating, ReviewRow.recall, ReviewRow.ms, ReviewRow.exposed).where(
            ReviewRow.role == "counted"
        )
    ).all()
    return [row for row in rows if not row.exposed]


def test_the_calendar_has_every_day_of_study(studied: Pupil, session: Session) -> None:
    found = progress.calendar(session, studied.learner_id, studied.now)
    assert len(found.days) == 9
    assert sum(day.answers for day in found.days) == len(session.scalars(select(ReviewRow.sequence)).all())
    assert found.most_answers == max(day.answers for day in found.days)
    assert found.streak == found.longest_streak == sum(day.counts for day in found.days) > 5


def test_calibration_compares_predictions_with_answers(studied: Pupil, session: Session) -> None:
    found, rows = progress.calibration(session, studied.learner_id, studied.now), counted(session)
    assert found.answers == len(rows) == sum(line.actual.answers for line in found.lines)
    assert found.predicted == pytest.approx(sum(row.recall for row in rows) / len(rows))
    assert found.actual == pytest.approx(sum(row.rating > 1 for row in rows) / len(rows))
    assert all(line.low <= line.predicted <= line.high for line in found.lines)


def test_retention_by_kind_and_strength(studied: Pupil, session: Session) -> None:
    found, rows = progress.retention(session, studied.learner_id, studied.now), counted(session)
    for lines in (found.by_kind, found.by_strength):
        assert sum(line.share.answers for line in lines) == len(rows) == found.whole.answers
        assert sum(line.share.right for line in lines) == found.whole.right
    assert {line.kind for line in found.by_kind} == {row.kind for row in rows}


def test_time_spent(studied: Pupil, session: Session) -> None:
    found = progress.time_spent(session, studied.learner_id, studied.now)
    assert (found.days, found.seconds, found.sets[0].slug) == (9, found.answers * 2, "capitals")


def test_the_forecast_has_every_card_once(studied: Pupil, session: Session) -> None:
    found = progress.forecast(session, studied.learner_id, studied.now, days=365)
    assert len(found.days) == 365
    assert sum(day.due for day in found.days) == len(session.scalars(select(CardRow.card_id)).all())
    assert found.days[0].due >= found.overdue


def test_what_is_known_now_and_as_earlier_days_began(studied: Pupil, session: Session) -> None:
    found = progress.known(session, studied.learner_id, studied.now)
    lines = progress.facts(session, studied.learner_id, "capitals", studied.now)
    assert found.now == pytest.approx(sum(line.recall or 0 for line in lines))
    assert [point.day for point in found.points] == sorted(point.day for point in found.points)
    assert (len(found.points), found.points[0].known) == (10, 0)
    (mastery,) = progress.mastery(session, studied.learner_id, studied.now)
    assert mastery.learning + mastery.young + mastery.strong == found.cards
    assert mastery.new == mastery.facts - found.cards
    assert mastery.whole == mastery.facts


def test_a_cards_history_and_its_curve(studied: Pupil, session: Session) -> None:
    line = next(
        one for one in progress.facts(session, studied.learner_id, "capitals", studied.now) if one.due
    )
    found = progress.card_history(session, studied.learner_id, line.card, studied.now)
    assert found.line == line
    assert found.events[0].role == "meeting"
    days = [point.day for point in found.curve]
    assert days == sorted(days)
    assert days[-1] > line.due
    now = next(point for point in found.curve if point.day == studied.next().today.study_day)
    assert now.recall == pytest.approx(line.recall)
    with pytest.raises(NotFound):
        progress.card_history(session, studied.learner_id, "nonsense", studied.now)


def test_the_curve_falls_until_an_answer_lifts_it(studied: Pupil, session: Session) -> None:
    lines = progress.facts(session, studied.learner_id, "capitals", studied.now)
    card = next(line.card for line in lines if line.due)
    found = progress.card_history(session, studied.learner_id, card, studied.now)
    before = {point.day: point.recall for point in reversed(found.curve)}
    asked = [event for event in found.events if event.role == "counted"]
    assert [before[event.day] for event in asked] == pytest.approx([event.recall for event in asked])


def test_all_figures_from_one_reading_are_those_read_one_by_one(studied: Pupil, session: Session) -> None:
    found = progress.figures(session, studied.learner_id, studied.now)
    for name in (field.name for field in fields(found)):
        assert getattr(found, name) == getattr(progress, name)(session, studied.learner_id, studied.now)


def test_a_flashcard_rated_again_is_confused_with_nothing(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    card = session.scalars(select(CardRow.card_id).where(CardRow.lapses == 0)).first()
    log = update(ReviewRow).where(ReviewRow.card_id == card)
    session.execute(log.values(kind="flashcard", correct=False, chosen="1"))
    session.execute(update(CardRow).where(CardRow.card_id == card).values(lapses=3))
    (hard,) = progress.hardest(session, pupil.learner_id, pupil.now)
    assert (hard.lapses, hard.confusions) == (3, [])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "PARIS"}, 1),
        ({"text": "france paris"}, 1),
        ({"text": "atlantis"}, 0),
        ({"strength": "new", "text": "oslo"}, 2),
        ({"source": "nobody"}, 0),
        ({"topic": "nothing"}, 0),
    ],
)
def test_facts_are_searched(pupil: Pupil, session: Session, query: dict[str, str], found: int) -> None:
    page = progress.search(
        session, pupil.learner_id, "capitals", progress.FactQuery.of(**query, page="x"), pupil.now
    )
    assert min(page.total, 1) == min(found, 1)
    assert len(page.cards) == page.total


def test_facts_come_in_pages(pupil: Pupil, session: Session) -> None:
    query = progress.FactQuery(per_page=5, page=99)
    page = progress.search(session, pupil.learner_id, "capitals", query, pupil.now)
    assert page.page == page.pages == -(-page.total // 5)
    assert len(page.cards) == page.total


def test_the_balance_of_a_sets_sources(pupil: Pupil, session: Session) -> None:
    found = library.source_balance(session, "capitals")
    assert found.facts == 12
    assert 0 <= found.single_source_share <= 1
    assert all(0 < line.share <= 1 for line in found.issuers)


def test_a_search_looks_only_in_what_is_shown(pupil: Pupil, session: Session) -> None:
    query = progress.FactQuery(text="paris")
    page = progress.search(
        session, pupil.learner_id, "capitals", query, pupil.now, shown=lambda line: line.topic
    )
    assert page.total == 0
