"""What holds on any study day: siblings and look-alikes wait, and no card leaps."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.db.study import CardRow, ReviewRow
from quizapp.services import library, study

Pupil = Any
ENTITIES = ("Abel", "Bram", "Cato", "Dora", "Egon", "Fritz", "Gala", "Hugo", "Ines", "Jan", "Kurt", "Lena")
NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def people(pupil: Pupil, session: Session) -> Pupil:
    """Twelve people with a town, a craft and a birthday each, half of the birthdays a day apart."""
    towns = ("Paris", "Rome", "Madrid", "Oslo", "Lima", "Tokyo", "Nairobi", "Quito", "Cairo", "Accra")
    lines = ["Person,Town,Craft,Birthday"]
    for place, name in enumerate(ENTITIES):
        craft = f"{chr(98 + place)}aking"
        lines.append(f"{name},{towns[place % 10]},{craft},1990-03-{2 + place:02}")
    library.publish(session, load.document_of_text("\n".join(lines), "people.csv"), None, NOW)
    pupil.slug = "people"
    return pupil


def met_on_a_day(pupil: Pupil) -> list[Any]:
    questions = []
    while (task := pupil.next().task) is not None:
        if task.new:
            questions.append(task.question)
        pupil.answer()
    return questions


def entity(question: Any) -> str:
    return str(question.card.fact).partition(".")[0]


def test_siblings_are_met_on_different_days_while_others_are_left(people: Pupil) -> None:
    first = met_on_a_day(people)
    assert len(first) == 8
    assert max(Counter(map(entity, first)).values()) == 1


def test_dates_a_day_apart_are_met_on_different_days(people: Pupil) -> None:
    met: list[int] = []
    for _ in range(4):
        days = sorted(
            int(question.value[-2:])
            for question in met_on_a_day(people)
            if str(question.value).startswith("1990-03")
        )
        assert all(later - earlier > 1 for earlier, later in pairwise(days))
        met += days
        people.sleep(1)
    assert len(met) > 4


def test_no_due_card_waits_for_a_sibling_more_than_a_day(people: Pupil, session: Session) -> None:
    for _ in range(12):
        today = people.next().today.study_day
        people.finish_day()
        late = session.scalars(select(CardRow.due_day).where(CardRow.due_day < today)).all()
        assert late == []
        people.sleep(1)


def test_no_card_rises_two_tiers_at_once(pupil: Pupil, session: Session) -> None:
    for _ in range(14):
        pupil.finish_day()
        pupil.sleep(2)
    rows = session.execute(
        select(ReviewRow.tier, ReviewRow.tier_before).where(ReviewRow.role == "counted")
    ).all()
    assert rows
    assert all(row.tier <= row.tier_before + 1 for row in rows)


def test_shown_first_and_ask_first_wrong_give_the_same_memory(
    pupil: Pupil, guest: Pupil, session: Session
) -> None:
    study.change_settings(session, guest.learner_id, {"show_first": True})
    shown, asked = guest.send(guest.task(), {"got_it": True}), pupil.answer(right=False)
    assert (shown.card.stability, shown.card.difficulty) == (asked.card.stability, asked.card.difficulty)


def test_the_reverse_card_waits_for_the_forward_ones_meeting_only(pupil: Pupil, session: Session) -> None:
    directions: list[str] = []
    for _ in range(30):
        directions += [question.card.direction for question in met_on_a_day(pupil)]
        pupil.sleep(1)
    assert directions.count("reverse") > 0
    assert pupil.memory_differs() == []
