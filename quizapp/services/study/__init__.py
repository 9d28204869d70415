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
from quizapp.services.study.answering import answer
from quizapp.services.study.asking import go_on, next_question
from quizapp.services.study.choices import change_settings, settings
from quizapp.services.study.enrolling import change_enrolment, enrol, enrolment
from quizapp.services.study.results import (
    Answer,
    EnrolmentSettings,
    LearnerSettings,
    Outcome,
    Task,
    Turn,
)


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


def reviews(
    session: Session, learner_id: int, *, cursor: str = "", limit: int = 100
) -> tuple[Sequence[Mapping[str, Any]], str]:
    """A page of the learner's log, oldest first, and the cursor of the next page ("" at the end)."""
    raise NotImplementedError

__all__ = [
    "Answer",
    "EnrolmentSettings",
    "LearnerSettings",
    "Outcome",
    "Task",
    "Turn",
    "answer",
    "batch",
    "bury",
    "change_enrolment",
    "change_settings",
    "enrol",
    "enrolment",
    "go_on",
    "know_already",
    "next_question",
    "override",
    "report_question",
    "reviews",
    "settings",
    "suspend",
    "undo",
    "write_note",
]
