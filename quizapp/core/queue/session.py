"""A session: what the queue needs to know of one learner's study day, small enough for one row.

It is a fold over the day's answers: to undo one, fold the others again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from quizapp.core.memory import MemoryState, Role

SHOWINGS_A_DAY = 4
"""A card is shown no more often than this on one day."""
REPEAT_AFTER_QUESTIONS = 3
REPEAT_AFTER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Repeat:
    """A card that comes back today."""

    card: str
    asked: int
    """Questions asked in the session before and with its last showing."""
    at: float
    """When it was last shown, POSIX seconds."""
    kind: str = ""
    """The kind that was failed; empty if the card was shown."""

    def ready(self, asked: int, now: float) -> bool:
        """Whether 3 other questions and 60 seconds have passed."""
        return asked - self.asked >= REPEAT_AFTER_QUESTIONS and now - self.at >= REPEAT_AFTER_SECONDS


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer or showing, as the session takes note of it."""

    card: str
    role: Role
    right: bool
    at: float
    """POSIX seconds."""
    kind: str = ""
    attribute: str = ""
    siblings: frozenset[str] = frozenset()
    lookalikes: frozenset[str] = frozenset()
    exposed: Iterable[str] = ()
    """Other cards whose answers the question or its feedback displayed."""


@dataclass(frozen=True, slots=True)
class Session:
    """One study day of one learner so far, all sets together."""

    study_day: date
    asked: int = 0
    """Questions and showings, repeats included."""
    met: int = 0
    due_since_new: int = 0
    truefalse: int = 0
    last_card: str = ""
    last_attribute: str = ""
    showings: Mapping[str, int] = field(default_factory=dict)
    repeats: tuple[Repeat, ...] = ()
    exposed: frozenset[str] = frozenset()
    siblings: frozenset[str] = frozenset()
    """Groups of which a card had its counted answer today."""
    attributes: Mapping[str, int] = field(default_factory=dict)
    """Cards met today, by attribute."""
    lookalikes: frozenset[str] = frozenset()

    def after(self, shown: Shown) -> Session:
        """The session after one more answer. A card of `matching` is one call per pair."""
        if shown.role is Role.LOGGED:
            return self.expose(shown.exposed)
        asked = self.asked + 1
        showings = {**self.showings, shown.card: self.showings.get(shown.card, 0) + 1}
        waiting = tuple(repeat for repeat in self.repeats if repeat.card != shown.card)
        if not shown.right and showings[shown.card] < SHOWINGS_A_DAY:
            waiting += (Repeat(shown.card, asked, shown.at, shown.kind),)
        session = replace(
            self,
            asked=asked,
            truefalse=self.truefalse + (shown.kind == "truefalse"),
            last_card=shown.card,
            last_attribute=shown.attribute,
            showings=showings,
            repeats=waiting,
            exposed=self.exposed.union(shown.exposed) - {shown.card},
        )
        return _meeting(session, shown) if _is_meeting(self, shown) else _later(session, shown)

    def role_for(self, card: str, state: MemoryState | None) -> Role:
        """What an answer to this card counts as now: a meeting, the day's counted answer or a repeat."""
        if state is None:
            return Role.MEETING
        seen = card in self.showings or card in self.exposed or state.last_day >= self.study_day
        return Role.REPEAT if seen else Role.COUNTED

    def expose(self, cards: Iterable[str]) -> Session:
        """The session after the answers of these cards were displayed (feedback, a hint, browsing)."""
        return replace(self, exposed=self.exposed.union(cards))

    def to_json(self) -> dict[str, Any]:
        """Plain values for one column of a row."""
        return {
            "study_day": self.study_day.isoformat(),
            "asked": self.asked,
            "met": self.met,
            "due_since_new": self.due_since_new,
            "truefalse": self.truefalse,
            "last_card": self.last_card,
            "last_attribute": self.last_attribute,
            "showings": dict(self.showings),
            "repeats": [[repeat.card, repeat.asked, repeat.at, repeat.kind] for repeat in self.repeats],
            "exposed": sorted(self.exposed),
            "siblings": sorted(self.siblings),
            "attributes": dict(self.attributes),
            "lookalikes": sorted(self.lookalikes),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Session:
        """Read `to_json` back."""
        return cls(
            **{
                **stored,
                "study_day": date.fromisoformat(stored["study_day"]),
                "repeats": tuple(Repeat(*repeat) for repeat in stored["repeats"]),
                "exposed": frozenset(stored["exposed"]),
                "siblings": frozenset(stored["siblings"]),
                "lookalikes": frozenset(stored["lookalikes"]),
            }
        )


def _is_meeting(before: Session, shown: Shown) -> bool:
    """SHOWN is also how a corrected value is told; only a card's first showing of the day meets it."""
    return shown.role is Role.MEETING or (shown.role is Role.SHOWN and shown.card not in before.showings)


def _meeting(session: Session, shown: Shown) -> Session:
    met = {**session.attributes, shown.attribute: session.attributes.get(shown.attribute, 0) + 1}
    return replace(
        session,
        met=session.met + 1,
        due_since_new=0,
        attributes=met,
        lookalikes=session.lookalikes | shown.lookalikes,
    )


def _later(session: Session, shown: Shown) -> Session:
    if shown.role is not Role.COUNTED:
        return session
    return replace(
        session,
        due_since_new=session.due_since_new + 1,
        siblings=session.siblings | shown.siblings,
    )
