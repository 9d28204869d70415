"""Cards that the learner wants today out of turn: more than the day's plan, or just these.

A wish stands in the day's `left_out` beside the cards that are not to come, so that undo restores it.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.services.study.desk import ALL_SETS, Desk

OUT, AGAIN, NEW = 1, 2, 3
"""Marks of a card: not to come today; to be asked though not due; to be met though the day has no room."""


def wish(desk: Desk, names: Iterable[str], mark: int) -> None:
    """Have cards asked (AGAIN) or met (NEW) today, whatever the plan says."""
    desk.left_out = {**desk.left_out, **dict.fromkeys(names, mark)}


def drop_wishes(desk: Desk) -> None:
    """Go back to the day's plan."""
    desk.left_out = {name: mark for name, mark in desk.left_out.items() if mark == OUT}


def wished(desk: Desk, scope: int, wanted: int) -> list[str]:
    """Names of the cards of a scope with the mark that were not put or displayed today."""
    if not desk.left_out:
        return []
    queue, prefix = desk.queue, "" if scope == ALL_SETS else f"{scope}/"
    return [
        name
        for name, mark in desk.left_out.items()
        if mark == wanted
        and name.startswith(prefix)
        and name not in queue.showings
        and name not in queue.exposed
    ]
