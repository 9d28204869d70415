"""The figures of a study day, counted as answers come, so that no page has to read the log."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select, update

from quizapp.core.memory import LogEntry, Role
from quizapp.core.memory.states import LEARNING_BELOW, STRONG_FROM
from quizapp.core.progress import calibration_bin
from quizapp.db.study import StudyDay
from quizapp.services.study.desk import Desk
from quizapp.services.study.log_rows import entry_of
from quizapp.services.study.rows import CardView

ASKED = (Role.MEETING, Role.COUNTED, Role.REPEAT, Role.LOGGED)


def count(desk: Desk, set_id: int, entry: LogEntry, before: CardView | None, ms: int) -> None:
    """Add one answered card to the day's totals."""
    steps = {
        "answered": int(entry.role in ASKED),
        "counted": int(is_counted(entry)),
        "right": int(is_counted(entry) and entry.right),
        "met": int(before is None and entry.role in (Role.MEETING, Role.SHOWN)),
        "ms": ms,
    }
    for name, step in steps.items():
        desk.totals[name] += step
    figures = dict(desk.figures)
    figures["sets"] = _added(figures.get("sets", {}), str(set_id), steps)
    if is_counted(entry) and before is not None:
        way = f"{entry.kind}/{strength_of(before.stability)}"
        outcome = {"counted": 1, "right": int(entry.right)}
        figures["kinds"] = _added(figures.get("kinds", {}), way, outcome)
        bin_ = str(calibration_bin(entry.recall))
        figures["recall"] = _added(figures.get("recall", {}), bin_, outcome | {"sum": entry.recall})
    desk.figures = figures


def count_as_right(desk: Desk, target: Row[*tuple[Any, ...]]) -> None:
    """Add to the figures that an answer which was counted wrong was right after all."""
    entry = entry_of(target)
    if not is_counted(entry):
        return
    state_before = strength_of(target.stability_before) if target.stability_before else "new"
    added = {
        "sets": {str(target.set_id): {"right": 1}},
        "kinds": {f"{entry.kind}/{state_before}": {"right": 1}},
        "recall": {str(calibration_bin(entry.recall)): {"right": 1}},
    }
    if target.study_day == desk.day:
        desk.totals = {**desk.totals, "right": desk.totals["right"] + 1}
        desk.figures = _all_added(desk.figures, added)
        return
    condition = (StudyDay.learner_id == desk.learner_id) & (StudyDay.study_day == target.study_day)
    old = desk.connection.execute(select(StudyDay.figures).where(condition)).scalar()
    if old is not None:
        values = {"right": StudyDay.right + 1, "figures": _all_added(old, added)}
        desk.connection.execute(update(StudyDay).where(condition).values(values))


def strength_of(stability: float) -> str:
    """The strength of an introduced card."""
    if stability < LEARNING_BELOW:
        return "learning"
    return "young" if stability < STRONG_FROM else "strong"


def _all_added(figures: dict[str, Any], added: dict[str, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    result = dict(figures)
    for part, keys in added.items():
        for key, steps in keys.items():
            result[part] = _added(result.get(part, {}), key, steps)
    return result


def is_counted(entry: LogEntry) -> bool:
    """Whether an answer stands in the figures: counted, and its answer was not displayed before."""
    return entry.role is Role.COUNTED and not entry.exposed


def _added(counts: dict[str, Any], key: str, steps: dict[str, Any]) -> dict[str, Any]:
    old = counts.get(key, {})
    return {**counts, key: {**old, **{name: old.get(name, 0) + step for name, step in steps.items()}}}
