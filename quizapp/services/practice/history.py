"""What came of a practice quiz, and what the learner does about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from quizapp.db.engine import writing
from quizapp.db.library import CardKey
from quizapp.db.practice import PracticeRow
from quizapp.db.study import CardRow, Enrolment
from quizapp.services.practice.items import Told, is_missed, told_of
from quizapp.services.practice.sitting import PracticeRecord, is_over, read
from quizapp.services.study.enrolling import enrol_in
from quizapp.services.study.plan_keeping import throw_plans_away


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A practice quiz in a list."""

    practice_id: str
    started_at: datetime
    right: int
    count: int
    over: bool

    @property
    def share(self) -> float:
        """Right answers among all questions, 0 to 1."""
        return self.right / self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Line):
    """A practice quiz that is over."""

    seconds: int
    """From the start to the end."""
    timed_out: bool
    choices: Mapping[str, Any]
    questions: Sequence[Told]

    @property
    def missed(self) -> Sequence[Told]:
        """What was answered wrong."""
        return [one for one in self.questions if one.reached and one.correct is False]

    @property
    def unreached(self) -> Sequence[Told]:
        """What there was no answer to."""
        return [one for one in self.questions if not one.reached]


def recent(session: Session, learner_id: int, now: datetime, limit: int = 5) -> Sequence[Line]:
    """The learner's latest practice quizzes, newest first."""
    found = session.execute(
        select(PracticeRow.__table__)
        .where(PracticeRow.learner_id == learner_id)
        .order_by(PracticeRow.practice_id.desc())
        .limit(limit)
    )
    return [Line(**_line(row, now)) for row in found]


def result(session: Session, learner_id: int, practice_id: str, now: datetime) -> Result | None:
    """What came of a quiz; None while it is not over. Raises NotFound."""
    row = read(session.connection(), learner_id, practice_id)
    if not is_over(row, now):
        return None
    ended = row.ended_at or row.ends_at
    return Result(
        **_line(row, now),
        seconds=max(0, round((ended - row.started_at).total_seconds())),
        timed_out=row.ends_at is not None and ended >= row.ends_at,
        choices=row.choices,
        questions=[told_of(number, item) for number, item in enumerate(row.items, start=1)],
    )


def study_missed(session: Session, learner_id: int, practice_id: str, now: datetime) -> str | None:
    """Have what was missed come first when studying: known cards again today, others first among the new.

    Returns the set's slug if all of it is of one set. Sets not studied yet are started. Raises NotFound.
    """
    with writing(session) as connection:
        row = read(connection, learner_id, practice_id, lock=True)
        missed = [item for item in row.items if is_missed(item)]
        for slug in dict.fromkeys(item["set"] for item in missed):
            keys = [key for item in missed if item["set"] == slug for key in item["cards"]]
            _want_first(connection, learner_id, enrol_in(connection, learner_id, slug, now), keys)
        throw_plans_away(connection, learner_id)
    slugs = {item["set"] for item in missed}
    return slugs.pop() if len(slugs) == 1 else None


def _want_first(connection: Connection, learner_id: int, set_id: int, keys: Sequence[str]) -> None:
    """Put the cards that are not introduced before the other new ones, and study the set."""
    wanted = connection.scalars(select(CardKey.id).where(CardKey.key.in_(keys))).all()
    known = set(
        connection.scalars(
            select(CardRow.card_id).where(CardRow.learner_id == learner_id, CardRow.card_id.in_(wanted))
        )
    )
    condition = (Enrolment.learner_id == learner_id) & (Enrolment.set_id == set_id)
    before: list[int] = connection.scalar(select(Enrolment.wanted_first).where(condition)) or []
    first = [card_id for card_id in wanted if card_id not in known]
    connection.execute(
        update(Enrolment)
        .where(condition)
        .values(paused=False, wanted_first=list(dict.fromkeys([*first, *before])))
    )


def _line(row: PracticeRecord, now: datetime) -> dict[str, Any]:
    return {
        "practice_id": str(row.practice_id),
        "started_at": row.started_at,
        "right": sum(1 for item in row.items if item.get("correct")),
        "count": len(row.items),
        "over": is_over(row, now),
    }
