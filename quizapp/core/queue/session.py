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
        meeting, counted = _is_meeting(self, shown), shown.role is Role.COUNTED
        showings = {**self.showings, shown.card: self.showings.get(shown.card, 0) + 1}
        waiting = tuple(repeat for repeat in self.repeats if repeat.card != shown.card)
        if not shown.right and showings[shown.card] < SHOWINGS_A_DAY:
            waiting += (Repeat(shown.card, asked, shown.at, shown.kind),)
        return Session(
            self.study_day,
            asked=asked,
            met=self.met + meeting,
            due_since_new=0 if meeting else self.due_since_new + counted,
            truefalse=self.truefalse + (shown.kind == "truefalse"),
            last_card=shown.card,
            last_attribute=shown.attribute,
            showings=showings,
            repeats=waiting,
            exposed=self.exposed.union(shown.exposed) - {shown.card},
            siblings=self.siblings | shown.siblings if counted and not meeting else self.siblings,
            attributes=_one_more(self.attributes, shown.attribute) if meeting else self.attributes,
            lookalikes=self.lookalikes | shown.lookalikes if meeting else self.lookalikes,
        )

    def role_for(self, card: str, state: MemoryState | None) -> Role:
        """What an answer to this card counts as now: a meeting, the day's counted answer or a repeat."""
        if state is None:
            return Role.MEETING
        seen = card in self.showings or card in self.exposed or state.last_day >= self.study_day
        return Role.REPEAT if seen else Role.COUNTED

    def expose(self, cards: Iterable[str]) -> Session:
        """The session after the answers of these cards were displayed (feedback, a hint, browsing)."""
        return replace(self, exposed=self.exposed.union(cards))

    def way_back(self, before: Session) -> dict[str, Any]:
        """What `taken_back` needs to turn this session into the one before: plain values of what differs."""
        patch: dict[str, Any] = {
            name: getattr(before, name) for name in _PLAIN if getattr(self, name) != getattr(before, name)
        }
        if self.repeats != before.repeats:
            patch["repeats"] = _repeats_to_json(before.repeats)
        for name in _COUNTS:
            now, then = getattr(self, name), getattr(before, name)
            if now is not then and (back := _counts_back(now, then)):
                patch[name] = back
        for name in _SETS:
            now, then = getattr(self, name), getattr(before, name)
            if now != then:
                patch[name] = [sorted(now - then), sorted(then - now)]
        return patch

    def taken_back(self, patch: Mapping[str, Any]) -> Session:
        """The session before."""
        changes: dict[str, Any] = {name: patch[name] for name in _PLAIN if name in patch}
        if "repeats" in patch:
            changes["repeats"] = tuple(Repeat(*repeat) for repeat in patch["repeats"])
        for name in patch.keys() & set(_COUNTS):
            changes[name] = _put_back(getattr(self, name), patch[name])
        for name in patch.keys() & set(_SETS):
            added, taken = patch[name]
            changes[name] = getattr(self, name).difference(added).union(taken)
        return replace(self, **changes)

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
            "repeats": _repeats_to_json(self.repeats),
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


_PLAIN = ("asked", "met", "due_since_new", "truefalse", "last_card", "last_attribute")
_COUNTS = ("showings", "attributes")
_SETS = ("exposed", "siblings", "lookalikes")


def _repeats_to_json(repeats: Iterable[Repeat]) -> list[list[Any]]:
    return [[repeat.card, repeat.asked, repeat.at, repeat.kind] for repeat in repeats]


def _is_meeting(before: Session, shown: Shown) -> bool:
    """SHOWN is also how a corrected value is told; only a card's first showing of the day meets it."""
    return shown.role is Role.MEETING or (shown.role is Role.SHOWN and shown.card not in before.showings)


def _one_more(counts: Mapping[str, int], key: str) -> Mapping[str, int]:
    return {**counts, key: counts.get(key, 0) + 1}


def _counts_back(now: Mapping[str, int], then: Mapping[str, int]) -> dict[str, int | None]:
    """The counts that differ, as they were; None where there was none."""
    changed = {key: then.get(key) for key, count in now.items() if then.get(key) != count}
    return changed | {key: then[key] for key in then.keys() - now.keys()}


def _put_back(now: Mapping[str, int], back: Mapping[str, int | None]) -> dict[str, int]:
    kept = {key: count for key, count in now.items() if key not in back}
    return kept | {key: count for key, count in back.items() if count is not None}
