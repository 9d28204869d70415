"""A learner's own settings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp.core import study_days
from quizapp.db.engine import compact_json, writing
from quizapp.db.study import Learner
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.study.enrolling import check_flag, check_number, check_retention
from quizapp.services.study.plan_keeping import throw_plans_away
from quizapp.services.study.results import LearnerSettings

NAMES = tuple(field.name for field in fields(LearnerSettings))
FLAGS = ("show_first", "recall_only", "no_typing", "reduced_motion")
NUMBERS = {
    "rollover_hour": (0, 23),
    "answers_per_day": (1, 10_000),
    "new_per_day": (0, 1_000),
    "maximum_interval": (1, 36_500),
}
TEXTS = {"language": 16, "theme": 10}
MORE_AT_MOST = 20_000
"""Characters of the pages' further choices."""


def settings(session: Session, learner_id: int) -> LearnerSettings:
    """The learner's settings. Raises NotFound."""
    row = session.execute(
        select(*(getattr(Learner, name) for name in NAMES)).where(Learner.learner_id == learner_id)
    ).one_or_none()
    if row is None:
        raise NotFound("there is no such learner")
    weekdays = frozenset(day for day in range(7) if row.easy_weekdays >> day & 1)
    return LearnerSettings(**{**row._mapping, "easy_weekdays": weekdays})


def change_settings(session: Session, learner_id: int, changes: Mapping[str, Any]) -> None:
    """Change fields of LearnerSettings. Raises NotFound and Invalid (which names the field)."""
    values = {name: _checked(name, value) for name, value in changes.items()}
    if not values:
        return
    with writing(session) as connection:
        changed = connection.execute(update(Learner).where(Learner.learner_id == learner_id).values(values))
        if not changed.rowcount:
            raise NotFound("there is no such learner")
        throw_plans_away(connection, learner_id)


def _checked(name: str, value: Any) -> Any:
    """The value as it is stored. Raises Invalid."""
    if name in FLAGS:
        return check_flag(name, value)
    if name in NUMBERS:
        return check_number(name, value, *NUMBERS[name])
    if name in TEXTS and isinstance(value, str) and len(value) <= TEXTS[name]:
        return value
    if name in SPECIAL:
        return SPECIAL[name](value)
    raise Invalid(f"{name}: this cannot be set so")


def _reminder_hour(value: Any) -> int | None:
    return None if value is None else check_number("reminder_hour", value, 0, 23)


def _easy_weekdays(value: Any) -> int:
    if not isinstance(value, Collection) or isinstance(value, str):
        raise Invalid("easy_weekdays: give days from 0 (Monday) to 6")
    return sum(1 << day for day in {check_number("easy_weekdays", day, 0, 6) for day in value})


def _zone(value: Any) -> str:
    try:
        study_days.zone(str(value))
    except study_days.UnknownZone as error:
        raise Invalid(f"zone: {error}") from error
    return str(value)


def _more(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping) or len(compact_json(dict(value))) > MORE_AT_MOST:
        raise Invalid("more: a mapping of choices, not too large")
    return dict(value)


SPECIAL: Mapping[str, Callable[[Any], Any]] = {
    "desired_retention": check_retention,
    "reminder_hour": _reminder_hour,
    "easy_weekdays": _easy_weekdays,
    "zone": _zone,
    "more": _more,
}
