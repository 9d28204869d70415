"""A learner who has studied for months, so that the pages of progress have something to show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from quizapp.core.questions import Question
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts, study
from quizapp.services.sealing import Seal
from quizapp.services.study.results import Answer, Task

DAYS = 75
RESTS = 6
"""One day in so many is without study."""
KNOWN = 0.86
"""Share of right answers."""


def make_history(data: Path, name: str, password: str, slug: str, *, days: int = DAYS) -> None:
    """Register an account and let it study one set on most of the last days, yesterday included."""
    engine = open_engine(f"sqlite:///{data / 'quizapp.sqlite3'}")
    chance, seal = Random(1), Seal("history")
    first = datetime.now(UTC) - timedelta(days=days)
    with open_sessions(engine)() as session:
        account = accounts.register(session, None, username=name, password=password, now=first)
        study.enrol(session, account.learner_id, slug, first)
        for day in range(days):
            if chance.randrange(RESTS) or day == days - 1:
                _study_a_day(session, seal, account.learner_id, first + timedelta(days=day), chance)
    engine.dispose()


def _study_a_day(session: Session, seal: Seal, learner_id: int, now: datetime, chance: Random) -> None:
    while (task := study.next_question(session, seal, learner_id, None, now).task) is not None:
        now += timedelta(seconds=chance.randint(5, 25))
        given = Answer(
            review_id=task.review_id,
            question_id=task.question_id,
            response=_response(task, chance),
            ms=chance.randint(3000, 20000),
        )
        study.answer(session, seal, learner_id, given, now)


def _response(task: Task, chance: Random) -> Any:
    if task.showing == "show":
        return {"got_it": True}
    question = task.question
    if chance.random() < KNOWN:
        return 3 if question.kind == "flashcard" else question.key
    return _wrong(question, chance)


def _wrong(question: Question, chance: Random) -> Any:
    if question.kind == "flashcard":
        return 1
    others = [option.id for option in question.options if option.id != question.key]
    return chance.choice(others) if question.kind == "choice" and others else {"dont_know": True}
