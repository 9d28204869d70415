"""What the queue chooses from: small lists that a service fetches by index, never all cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quizapp.core.memory import MemoryState
from quizapp.core.study_days import days_between

SIBLING_FACTS_AT_MOST = 8
"""An entity in more facts than this (a president, a capital) makes no siblings."""
REVERSE_FROM = 7.0
"""Stability in days of the forward card from which the reverse card may be introduced."""

Level = Literal["core", "more", "detail"]
LEVELS: tuple[Level, ...] = ("core", "more", "detail")


@dataclass(frozen=True, slots=True)
class DueCard:
    """An introduced card that is due, or that may be reviewed ahead."""

    card: str
    attribute: str
    due_day: date
    recall: float
    """Predicted recall today."""
    siblings: frozenset[str] = frozenset()
    """Names of the groups it belongs to; cards that share one are siblings (`sibling_groups`)."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card without a row yet, from the set's order."""

    card: str
    attribute: str
    level: Level = "core"
    order: int = 0
    lookalikes: frozenset[str] = frozenset()
    """Names of groups of values easily mixed up; no two cards of one group are met on one day."""
    siblings: frozenset[str] = frozenset()
    later: bool = False
    """A card that gives its answer away was put or displayed today: others come first."""
    wanted: bool = False
    """A quiz or graded quiz was failed on it: it comes first."""
    after: frozenset[str] = frozenset()
    """Names of the cards it builds upon: while one of them is among the new ones, it waits."""


def sibling_groups(
    fact: str, entities: Mapping[str, int], leak_groups: Collection[str] = ()
) -> frozenset[str]:
    """The groups of a card: its fact (for the other direction), its entities, its leak groups.

    `entities` tells in how many facts of the set each of the card's entities stands.
    """
    shared = (entity for entity, facts in entities.items() if facts <= SIBLING_FACTS_AT_MOST)
    return frozenset(
        [f"fact:{fact}", *(f"entity:{name}" for name in shared), *(f"leak:{name}" for name in leak_groups)]
    )


def reverse_ready(forward: MemoryState | None, day: date) -> bool:
    """Whether the reverse card may be introduced: the forward one is firm, and not met today."""
    return forward is not None and forward.stability >= REVERSE_FROM and forward.met_day < day


def matches_today(due_day: date, last_day: date, today: date) -> bool:
    """Whether a card may be one of the items of a matching question: due within 20 % of its interval."""
    interval = days_between(last_day, due_day)
    return days_between(today, due_day) <= MATCHING_AHEAD * interval


MATCHING_AHEAD = 0.2
SPARE_TARGET_NOT_DUE_WITHIN = 3


def spare_target(due_day: date | None, today: date) -> bool:
    """Whether a card's value may be a spare target of a matching question: not due within 3 days."""
    return due_day is None or days_between(today, due_day) > SPARE_TARGET_NOT_DUE_WITHIN
