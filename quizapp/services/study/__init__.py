"""Studying: what comes next, taking an answer, and taking it back.

Every function takes a session, the seal (`services.sealing.Seal`) where question ids pass, the
learner's id and `now` (UTC, with its zone). Writing functions open their own transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from quizapp.services.sealing import Seal
from quizapp.services.study.results import (
    Answer,
    EnrolmentSettings,
    LearnerSettings,
    Outcome,
    Task,
    Turn,
)


def enrol(session: Session, learner_id: int, slug: str, now: datetime) -> None:
    """Start a set, or take it up again. Raises NotFound."""
    raise NotImplementedError


def next_question(session: Session, seal: Seal, learner_id: int, slug: str | None, now: datetime) -> Turn:
    """The question to put now, from one set (which it starts) or from all of the learner's sets.

    The same one until it is answered. Raises NotFound when there is no such set or learner.
    """
    raise NotImplementedError


def answer(session: Session, seal: Seal, learner_id: int, given: Answer, now: datetime) -> Outcome:
    """Grade, remember, store durably, and choose what comes next.

    Raises Conflict (not the current question; `current` is a Turn), ReusedId, Invalid (impossible
    time or id), UnknownQuestion and WrongShape.
    """
    raise NotImplementedError


def override(session: Session, seal: Seal, learner_id: int, review_id: str, now: datetime) -> Outcome:
    """ "My answer was right": recompute the review with full evidence and open a report.

    Raises NotFound, and Conflict where the card was answered again since.
    """
    raise NotImplementedError


def know_already(session: Session, seal: Seal, learner_id: int, review_id: str, now: datetime) -> Outcome:
    """ "I know this already" after a right answer at a meeting. Raises NotFound and Conflict."""
    raise NotImplementedError


def undo(session: Session, seal: Seal, learner_id: int, now: datetime) -> Turn:
    """Take the learner's last answer back, without a trace but in the log. Raises NotFound."""
    raise NotImplementedError


def suspend(session: Session, learner_id: int, card: str, now: datetime, *, suspended: bool = True) -> None:
    """Put a card aside until it is taken up again (`suspended=False`). Raises NotFound."""
    raise NotImplementedError


def bury(session: Session, learner_id: int, card: str, now: datetime) -> None:
    """Put a card off until tomorrow. Raises NotFound."""
    raise NotImplementedError


def write_note(session: Session, learner_id: int, card: str, text: str, now: datetime) -> None:
    """Keep a private note on a card's fact; an empty text removes it. Raises Invalid (too long)."""
    raise NotImplementedError


def report_question(
    session: Session, seal: Seal, learner_id: int, question_id: str, *, text: str, now: datetime
) -> None:
    """Tell the set's owner that something is wrong with a question. Raises UnknownQuestion, Invalid."""
    raise NotImplementedError


def batch(
    session: Session, seal: Seal, learner_id: int, slug: str | None, *, count: int, now: datetime
) -> Sequence[Task]:
    """Practice questions for use offline; their answers are taken later, in order."""
    raise NotImplementedError


def go_on(session: Session, learner_id: int, now: datetime) -> None:
    """After a guest's first five facts: study on under the usual limits."""
    raise NotImplementedError


def enrolment(session: Session, learner_id: int, slug: str) -> EnrolmentSettings:
    """How the learner studies a set. Raises NotFound."""
    raise NotImplementedError


def change_enrolment(session: Session, learner_id: int, slug: str, changes: Mapping[str, Any]) -> None:
    """Change fields of EnrolmentSettings. Raises NotFound and Invalid."""
    raise NotImplementedError


def settings(session: Session, learner_id: int) -> LearnerSettings:
    """The learner's settings. Raises NotFound."""
    raise NotImplementedError


def change_settings(session: Session, learner_id: int, changes: Mapping[str, Any]) -> None:
    """Change fields of LearnerSettings. Raises NotFound and Invalid."""
    raise NotImplementedError


def reviews(
    session: Session, learner_id: int, *, cursor: str = "", limit: int = 100
) -> tuple[Sequence[Mapping[str, Any]], str]:
    """A page of the learner's log, oldest first, and the cursor of the next page ("" at the end)."""
    raise NotImplementedError
