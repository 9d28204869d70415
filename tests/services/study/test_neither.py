"""An answer that is neither right nor wrong leaves memory as it is, and the card is asked again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.db.study import CardRow, Learner
from quizapp.services import library
from quizapp.services.study.results import Task
from tests.services.conftest import NOW

Pupil = Any
TOWNS = {"Brill": 40, "Dorn": 300, "Elm": 1200, "Fenn": 5000, "Gorse": 17, "Holt": 90}


@pytest.fixture
def counting(pupil: Pupil, session: Session) -> Pupil:
    """The learner with a set of numbers of which the sources give the lower bound."""
    table = "Town,Houses\n" + "".join(f"{town},more than {count}\n" for town, count in TOWNS.items())
    library.publish(session, load.document_of_text(table, "houses.csv"), None, NOW)
    pupil.slug = "houses"
    pupil.finish_day()
    session.execute(update(Learner).values(recall_only=True))
    session.commit()
    pupil.sleep(10)
    return pupil


def above(task: Task) -> str:
    """A number that the source neither gives nor excludes."""
    return str(1000 * int(task.question.key))


def test_it_comes_back_after_three_others_with_memory_as_it_was(counting: Pupil) -> None:
    while (first := counting.task()).question.kind != "number":
        counting.answer()
    before = memory_of(counting)
    assert counting.send(first, above(first)).verdict.correct is None
    assert memory_of(counting) == before
    assert counting.memory_differs() == []

    asked = []
    while (task := counting.next().task) is not None:
        asked.append(task.question.card)
        counting.now += timedelta(seconds=30)
        counting.answer()
    assert asked.index(first.question.card) >= min(3, len(set(asked)) - 1)
    assert asked.count(first.question.card) == 1


def memory_of(pupil: Pupil) -> dict[int, float]:
    """The stability of each card."""
    found: Any = pupil.session.execute(select(CardRow.card_id, CardRow.stability)).all()
    return dict(found)
