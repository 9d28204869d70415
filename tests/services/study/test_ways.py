"""Which kind is asked, as a learner meets it over weeks, and what comes first of a backlog."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from quizapp.core.questions import OPEN_KINDS
from quizapp.services import progress, study
from quizapp.services.study.made_questions import stem_mark

Pupil = Any
TYPED = {"typed", "cloze"}


@pytest.fixture
def forward(pupil: Pupil, session: Session) -> Pupil:
    """A learner who is asked for capitals only: the other way round nothing is asked without options."""
    study.enrol(session, pupil.learner_id, "capitals", pupil.now)
    study.change_enrolment(session, pupil.learner_id, "capitals", {"reverse": False})
    return pupil


def asked_for_weeks(pupil: Pupil, *, days: int = 10, gap: int = 3) -> Iterator[Any]:
    """Every task of so many days of study, all answered right."""
    for _ in range(days):
        while (task := pupil.next().task) is not None:
            yield task
            pupil.answer()
        pupil.sleep(gap)


def test_recall_only_asks_without_options_from_the_first_answer_after_the_meeting(
    forward: Pupil, session: Session
) -> None:
    study.change_settings(session, forward.learner_id, {"recall_only": True})
    kinds = {task.question.kind for task in asked_for_weeks(forward, days=4) if not (task.new or task.repeat)}
    assert kinds
    assert kinds <= OPEN_KINDS


@pytest.mark.parametrize("right", [True, False])
def test_no_typing_never_asks_to_type(pupil: Pupil, session: Session, right: bool) -> None:
    study.change_settings(session, pupil.learner_id, {"no_typing": True, "recall_only": True})
    kinds = set()
    for _ in range(4):
        while (task := pupil.next().task) is not None:
            kinds.add(task.question.kind)
            pupil.answer(right=right)
        pupil.sleep(3)
    assert "choice" in kinds
    assert kinds.isdisjoint(TYPED)


def test_a_card_with_several_kinds_is_never_asked_in_the_same_words_twice_running(
    forward: Pupil, session: Session
) -> None:
    study.change_settings(session, forward.learner_id, {"recall_only": True})
    last: dict[str, str] = {}
    compared = 0
    for task in asked_for_weeks(forward):
        key, mark = task.question.card.key, stem_mark(task.question)
        if not task.new and not task.repeat:
            compared += key in last
            assert last.get(key) != mark
        last[key] = mark
    assert compared > 10


def test_of_a_backlog_what_is_known_best_comes_first(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    pupil.sleep(2)
    pupil.finish_day(right=False)
    pupil.sleep(40)
    study.change_settings(session, pupil.learner_id, {"answers_per_day": 5})
    lines = progress.facts(session, pupil.learner_id, "capitals", pupil.now)
    recalls = {line.card: line.recall for line in lines if line.recall is not None}
    asked = []
    while (task := pupil.next().task) is not None:
        assert not task.new
        asked.append(recalls[task.question.card.key])
        pupil.answer()
    assert asked == sorted(recalls.values(), reverse=True)[:5]
