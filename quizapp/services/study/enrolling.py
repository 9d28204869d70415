"""Sets that a learner studies, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from quizapp.core.memory.scheduling import DESIRED_RETENTION_BOUNDS
from quizapp.db.engine import insert_into, writing
from quizapp.db.library import RevisionRow, SetRow
from quizapp.db.study import Enrolment
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.study.plan_keeping import throw_plans_away
from quizapp.services.study.results import EnrolmentSettings
from quizapp.services.study.rows import lock_learner

MOST_NEW_A_DAY = 1_000
NAMES = tuple(field.name for field in fields(EnrolmentSettings))
FLAGS = frozenset(NAMES) - {"desired_retention", "new_per_day", "exam_day"}


def enrol(session: Session, learner_id: int, slug: str, now: datetime) -> None:
    """Start a set, or take it up again. Raises NotFound."""
    with writing(session) as connection:
        lock_learner(connection, learner_id)
        enrol_in(connection, learner_id, slug, now)
        connection.execute(
            update(Enrolment)
            .where(Enrolment.learner_id == learner_id, Enrolment.set_id == _set_id(connection, slug))
            .values(paused=False)
        )
        throw_plans_away(connection, learner_id)


def enrol_in(connection: Connection, learner_id: int, slug: str, now: datetime) -> int:
    """The set's number, once the learner studies it. Raises NotFound."""
    found = connection.execute(
        select(SetRow.id, RevisionRow.number)
        .join(RevisionRow, RevisionRow.id == SetRow.revision_id)
        .where(SetRow.slug == slug, SetRow.withdrawn_at.is_(None))
    ).one_or_none()
    if found is None:
        raise NotFound(f"there is no set {slug!r}")
    made = connection.execute(
        insert_into(connection, Enrolment)
        .values(
            learner_id=learner_id,
            set_id=found.id,
            started_at=now,
            revision_number=found.number,
            meetings=0,
            meetings_known=0.0,
            show_first_offered=False,
            wanted_first=[],
            **_plain(EnrolmentSettings()),
        )
        .on_conflict_do_nothing()
        .returning(Enrolment.set_id)
    )
    if made.first() is not None:
        throw_plans_away(connection, learner_id)
    return int(found.id)


def enrolment(session: Session, learner_id: int, slug: str) -> EnrolmentSettings:
    """How the learner studies a set. Raises NotFound when they do not."""
    row = session.execute(
        select(*(getattr(Enrolment, name) for name in NAMES))
        .join(SetRow, SetRow.id == Enrolment.set_id)
        .where(Enrolment.learner_id == learner_id, SetRow.slug == slug)
    ).one_or_none()
    if row is None:
        raise NotFound(f"you are not studying the set {slug!r}")
    return EnrolmentSettings(**row._mapping)


def change_enrolment(session: Session, learner_id: int, slug: str, changes: Mapping[str, Any]) -> None:
    """Change fields of EnrolmentSettings. Raises NotFound and Invalid (which names the field)."""
    values = {name: _checked(name, value) for name, value in changes.items()}
    with writing(session) as connection:
        lock_learner(connection, learner_id)
        changed = connection.execute(
            update(Enrolment)
            .where(Enrolment.learner_id == learner_id, Enrolment.set_id == _set_id(connection, slug))
            .values(values)
        )
        if not changed.rowcount:
            raise NotFound(f"you are not studying the set {slug!r}")
        throw_plans_away(connection, learner_id)


def check_retention(value: Any) -> float:
    """A desired retention. Raises Invalid."""
    low, high = DESIRED_RETENTION_BOUNDS
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise Invalid(f"desired_retention: choose a number from {low} to {high}")
    return float(value)


def check_number(name: str, value: Any, low: int, high: int) -> int:
    """A whole number within bounds. Raises Invalid."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Invalid(f"{name}: choose a whole number from {low} to {high:,}")
    return value


def check_flag(name: str, value: Any) -> bool:
    """A yes or no. Raises Invalid."""
    if not isinstance(value, bool):
        raise Invalid(f"{name}: say true or false")
    return value


def _checked(name: str, value: Any) -> Any:
    if name not in NAMES:
        raise Invalid(f"{name}: there is no such setting of a set")
    if name in FLAGS:
        return check_flag(name, value)
    if value is None:
        return None
    if name == "desired_retention":
        return check_retention(value)
    if name == "new_per_day":
        return check_number(name, value, 0, MOST_NEW_A_DAY)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Invalid("exam_day: give a date")
    return value


def _set_id(connection: Connection, slug: str) -> int:
    return connection.execute(select(SetRow.id).where(SetRow.slug == slug)).scalar() or 0


def _plain(settings: EnrolmentSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in NAMES}
