"""The rows of the answering path as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from quizapp.core.memory import MemoryState


class LearnerView(NamedTuple):
    """A learner's settings, as the answering path needs them."""

    seen_on: date
    created_at: datetime
    guest: bool
    first_go: bool
    zone: str
    rollover_hour: int
    answers_per_day: int
    new_per_day: int
    desired_retention: float
    maximum_interval: int
    easy_weekdays: int
    show_first: bool
    recall_only: bool
    no_typing: bool
    fit_id: str


class DayView(NamedTuple):
    """The learner's latest study day."""

    study_day: date
    answered: int
    counted: int
    right: int
    met: int
    ms: int
    cleared: bool
    sequence: int
    figures: str
    session: str
    """Both as JSON text."""


class EnrolmentView(NamedTuple):
    """How the learner studies one set."""

    set_id: int
    started_at: datetime
    revision_number: int
    desired_retention: float | None
    new_per_day: int | None
    exam_day: date | None
    detail: bool
    sensitive: bool
    reverse: bool
    show_first: bool
    recall_only: bool
    no_typing: bool
    paused: bool
    meetings: int
    meetings_known: float
    show_first_offered: bool
    wanted_first: list[int]


class CardView(NamedTuple):
    """One stored card."""

    card_id: int
    set_id: int
    stability: float
    difficulty: float
    last_day: date
    due_day: date
    met_day: date
    reviews: int
    lapses: int
    tier: int
    failed: bool
    recalled: bool
    corrected: bool
    record: float
    suspended: bool
    last_at: datetime
    kinds: dict[str, int]
    last_stem: str
    seen_false: list[str]

    @property
    def state(self) -> MemoryState:
        """Its memory."""
        return MemoryState(
            stability=self.stability,
            difficulty=self.difficulty,
            last_day=self.last_day,
            due_day=self.due_day,
            met_day=self.met_day,
            reviews=self.reviews,
            lapses=self.lapses,
            tier=self.tier,
            failed=self.failed,
            recalled=self.recalled,
            corrected=self.corrected,
            record=self.record,
        )

    def packed(self) -> list[Any]:
        """Plain values, for keeping what an answer changed."""
        days = {name: getattr(self, name).toordinal() for name in ("last_day", "due_day", "met_day")}
        return list(self._replace(**days, last_at=self.last_at.isoformat()))  # type: ignore[arg-type]

    @classmethod
    def unpacked(cls, values: Sequence[Any]) -> CardView:
        """Read `packed` back."""
        card: Any = cls._make(values)
        days = {name: date.fromordinal(getattr(card, name)) for name in ("last_day", "due_day", "met_day")}
        return cls(**card._asdict() | days | {"last_at": datetime.fromisoformat(card.last_at)})

    def remembered(self, state: MemoryState) -> CardView:
        """The card with another memory."""
        return self._replace(
            stability=state.stability,
            difficulty=state.difficulty,
            last_day=state.last_day,
            due_day=state.due_day,
            met_day=state.met_day,
            reviews=state.reviews,
            lapses=state.lapses,
            tier=state.tier,
            failed=state.failed,
            recalled=state.recalled,
            corrected=state.corrected,
            record=state.record,
        )
