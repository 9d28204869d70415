"""Answers sent at the same moment: each is recorded once, whoever comes first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from quizapp.db.engine import open_sessions
from quizapp.db.study import ReviewRow
from quizapp.services import study
from quizapp.services.errors import Conflict
from quizapp.services.study.results import Answer

Pupil = Any
THREADS = 6


def at_once(database: Engine, pupil: Pupil, answers: list[Answer]) -> list[Any]:
    """Send answers from as many threads, started together; outcomes or the conflicts raised."""
    start, sessions = Barrier(len(answers)), open_sessions(database)

    def send(given: Answer) -> Any:
        with sessions() as own:
            start.wait()
            try:
                return study.answer(own, pupil.seal, pupil.learner_id, given, pupil.now)
            except Conflict as conflict:
                return conflict

    with ThreadPoolExecutor(len(answers)) as pool:
        return list(pool.map(send, answers))


def answer_to(task: Any, review_id: str | None = None) -> Answer:
    return Answer(
        review_id=review_id or task.review_id,
        question_id=task.question_id,
        response=task.question.key,
        ms=1_000,
    )


def logged(session: Session) -> list[Any]:
    session.rollback()
    return list(session.scalars(select(ReviewRow.sequence).order_by(ReviewRow.sequence)))


def test_the_same_answer_sent_many_times_at_once_counts_once(
    pupil: Pupil, session: Session, database: Engine
) -> None:
    given = answer_to(pupil.task())
    session.rollback()
    outcomes = at_once(database, pupil, [given] * THREADS)
    assert sorted(one.recorded for one in outcomes) == [False] * (THREADS - 1) + [True]
    assert len({one.turn.task.question_id for one in outcomes}) == 1
    assert logged(session) == [1]
    assert pupil.memory_differs() == []


def test_of_two_tabs_one_answers_and_the_other_is_told_what_is_current(
    pupil: Pupil, session: Session, database: Engine
) -> None:
    task = pupil.task()
    session.rollback()
    outcomes = at_once(database, pupil, [answer_to(task, str(uuid4())) for _ in range(THREADS)])
    conflicts = [one for one in outcomes if isinstance(one, Conflict)]
    assert len(conflicts) == THREADS - 1
    assert {one.current.task.question_id for one in conflicts} == {pupil.task().question_id}
    assert logged(session) == [1]


def test_learners_do_not_wait_for_or_mix_with_each_other(
    pupil: Pupil, guest: Pupil, session: Session, database: Engine
) -> None:
    for _ in range(4):
        tasks = [(one, one.task()) for one in (pupil, guest)]
        session.rollback()
        sent: list[Callable[[], Any]] = []
        with ThreadPoolExecutor(2) as pool:
            for one, task in tasks:
                sent.append(pool.submit(at_once, database, one, [answer_to(task)]).result)
        assert all(result()[0].recorded for result in sent)
    assert sorted(logged(session)) == [1, 1, 2, 2, 3, 3, 4, 4]
    assert pupil.memory_differs() == guest.memory_differs() == []
