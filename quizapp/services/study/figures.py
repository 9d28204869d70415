"""The figures of a study day, counted as answers come, so that no page has to read the log."""

from __future__ import annotations

from typing import Any

from quizapp.core.memory import LogEntry, Role
from quizapp.core.progress import calibration_bin
from quizapp.services.study.desk import Desk
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
        way = f"{entry.kind}/{before.state.strength}"
        outcome = {"counted": 1, "right": int(entry.right)}
        figures["kinds"] = _added(figures.get("kinds", {}), way, outcome)
        bin_ = str(calibration_bin(entry.recall))
        figures["recall"] = _added(figures.get("recall", {}), bin_, outcome | {"sum": entry.recall})
    desk.figures = figures


def is_counted(entry: LogEntry) -> bool:
    """Whether an answer stands in the figures: counted, and its answer was not displayed before."""
    return entry.role is Role.COUNTED and not entry.exposed


def _added(counts: dict[str, Any], key: str, steps: dict[str, Any]) -> dict[str, Any]:
    old = counts.get(key, {})
    return {**counts, key: {**old, **{name: old.get(name, 0) + step for name, step in steps.items()}}}
