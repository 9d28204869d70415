"""What is forgotten again and again: contrasted at the fourth lapse, set aside at the eighth (rule 11)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from quizapp.db.study import CardRow
from quizapp.services import progress, study

Pupil = Any


def due_choice(pupil: Pupil) -> Any:
    """The first due card, asked by choice."""
    pupil.finish_day()
    pupil.sleep(2)
    return pupil.task()


def lapse(pupil: Pupil, session: Session, lapses: int) -> Any:
    """Forget a due card once more by choosing a wrong option, the others being answered right."""
    task = due_choice(pupil)
    session.execute(update(CardRow).values(lapses=lapses - 1, stability=2.0))
    session.commit()
    wrong = next(option for option in task.question.options if option.id != task.question.key)
    return task.question.card, wrong, pupil.send(task, wrong.id)


def test_the_fourth_lapse_contrasts_the_two_values_confused(pupil: Pupil, session: Session) -> None:
    card, wrong, outcome = lapse(pupil, session, 4)
    assert outcome.card.leech == "contrast"
    task = pupil.task()
    while task.question.card != card:
        pupil.answer()
        task = pupil.task()
    assert task.contrast
    mine, other = task.contrast_facts
    assert task.question.answer in mine
    assert wrong.text in other
    assert {task.question.answer, wrong.text} <= {option.text for option in task.question.options}


def test_the_eighth_lapse_sets_the_card_aside(pupil: Pupil, session: Session) -> None:
    card, _, outcome = lapse(pupil, session, 8)
    assert outcome.card.leech == "suspend"
    assert outcome.card.suspended
    study.suspend(session, pupil.learner_id, card.key, pupil.now, suspended=False)
    (line,) = [
        line
        for line in progress.facts(session, pupil.learner_id, "capitals", pupil.now)
        if line.card == card.key
    ]
    assert not line.suspended


def test_hard_facts_tell_what_they_are_confused_with(pupil: Pupil, session: Session) -> None:
    card, wrong, _ = lapse(pupil, session, 4)
    hard = progress.hardest(session, pupil.learner_id, pupil.now, count=20)
    found = next(one for one in hard if one.card == card.key)
    assert (found.lapses, found.confusions[0].value, found.confusions[0].times) == (4, wrong.text, 1)
    assert wrong.text in found.confusions[0].label


def test_a_hint_is_the_first_letter_and_half_the_evidence(pupil: Pupil, session: Session) -> None:
    for _ in range(40):
        while (task := pupil.next().task) is not None:
            if task.hint:
                plain = task.question.answer
                assert task.hint == plain[0]
                hinted = pupil.send(task, task.question.key, hint=True)
                assert hinted.verdict.correct
                assert pupil.memory_differs() == []
                study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
                again = pupil.task()
                full = pupil.send(again, again.question.key)
                assert full.card.stability > hinted.card.stability
                return
            pupil.answer()
        pupil.sleep(1)
    pytest.fail("no hint was ever offered")
