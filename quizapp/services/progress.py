"""A learner's figures, from the day's totals and index reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from quizapp.services.study.results import Today


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures at the head of the progress page."""

    today: Today
    due_tomorrow: int
    due_this_week: int
    """Due within the next seven study days, tomorrow included."""
    introduced: int
    reviews: int
    retention: float | None
    """Share of right ones among all counted answers; None before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact of a set as its learner stands with it."""

    card: str
    fact: str
    direction: str
    label: str
    answer: str
    topic: str
    level: str
    due: date | None
    strength: str
    """new, learning, young or strong."""
    stability: float | None = None
    recall: float | None = None
    """Predicted recall now."""
    suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLine:
    """One of the learner's sets on the home page."""

    slug: str
    title: str
    due: int
    introduced: int
    cards: int


def overview(session: Session, learner_id: int, now: datetime) -> Overview:
    """Today, tomorrow, this week, and retention so far. Raises NotFound."""
    raise NotImplementedError


def facts(session: Session, learner_id: int, slug: str, now: datetime) -> Sequence[FactLine]:
    """Every card of a set with its next date and strength, in the set's order. Raises NotFound."""
    raise NotImplementedError


def own_sets(session: Session, learner_id: int, now: datetime) -> Sequence[HomeLine]:
    """The sets the learner has started, with what is due. Raises NotFound."""
    raise NotImplementedError
