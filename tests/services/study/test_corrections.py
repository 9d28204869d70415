"""A new revision reaches the cards that learners already have (learning rule 9)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.db.library import CardKey
from quizapp.db.study import CardRow
from quizapp.services import study
from quizapp.services.errors import NotFound

Pupil = Any
SIX = {
    "France": "Paris",
    "Italy": "Rome",
    "Spain": "Madrid",
    "Norway": "Oslo",
    "Peru": "Lima",
    "Cuba": "Havana",
}


def card_of(session: Session, learner_id: int, fact: str) -> Any:
    return session.execute(
        select(CardRow.__table__)
        .join(CardKey, CardKey.id == CardRow.card_id)
        .where(CardRow.learner_id == learner_id, CardKey.key == f"capitals/{fact}/forward")
    ).one()


def test_a_corrected_value_is_shown_first_with_what_it_was(
    pupil: Pupil, session: Session, publish: Any
) -> None:
    publish(SIX)
    pupil.finish_day()
    publish({**SIX, "Peru": "Cusco"})
    pupil.sleep(1)
    shown = [pupil.task()]
    while not shown[-1].was:
        pupil.answer()
        shown.append(pupil.task())
    assert shown[-1].showing == "show"
    assert shown[-1].was == "Lima"
    assert "Cusco" in shown[-1].question.statement
    card = card_of(session, pupil.learner_id, "peru.capital")
    assert card.stability <= 1
    assert card.due_day <= date(2024, 5, 3)
    pupil.finish_day()
    assert pupil.memory_differs() == []


def test_an_answer_stands_once_a_correction_came_after_it(
    pupil: Pupil, session: Session, publish: Any
) -> None:
    publish(SIX)
    task = pupil.task()
    country = task.question.card.fact.partition(".")[0].title()
    publish({**SIX, country: "Atlantis"})
    pupil.send(task, task.question.key)
    with pytest.raises(NotFound):
        study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
    assert card_of(session, pupil.learner_id, task.question.card.fact).corrected
    assert pupil.memory_differs() == []


def test_a_removed_fact_is_asked_no_more_and_its_log_is_kept(
    pupil: Pupil, session: Session, publish: Any
) -> None:
    publish(SIX)
    pupil.finish_day()
    publish({name: city for name, city in SIX.items() if name != "Peru"})
    pupil.sleep(10)
    asked = []
    while (task := pupil.next().task) is not None:
        asked.append(task.question.card.fact)
        pupil.answer()
    assert "peru.capital" not in asked
    assert card_of(session, pupil.learner_id, "peru.capital").suspended
    publish(SIX)
    pupil.sleep(1)
    pupil.next()
    assert not card_of(session, pupil.learner_id, "peru.capital").suspended


def test_rewording_and_growing_change_no_memory(pupil: Pupil, session: Session, publish: Any) -> None:
    publish(SIX)
    pupil.finish_day()
    before = pupil.stored()["cards"]
    publish({**SIX, "Japan": "Tokyo"})
    pupil.sleep(1)
    pupil.next()
    assert pupil.stored()["cards"] == before


def test_a_question_of_an_old_revision_gives_way_to_the_new_one(pupil: Pupil, publish: Any) -> None:
    publish(SIX)
    old = pupil.task()
    publish({**SIX, "Japan": "Tokyo"})
    assert pupil.task().question.id.revision != old.question.id.revision
