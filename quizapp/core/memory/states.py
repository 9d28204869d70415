"""What is known of one card's memory, and one row of the log that it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quizapp.core.memory.formulas import GOOD
from quizapp.core.memory.mixing import Trace
from quizapp.core.memory.tilt import FIRST_RECORD

LEARNING_BELOW = 3.0
"""Stability in days below which a card's strength is "learning" …"""
STRONG_FROM = 21.0
"""… and from which it is "strong"; between them "young"."""


class Role(StrEnum):
    """What a row of the log did to memory."""

    MEETING = "meeting"
    """The first showing of a card, asked first."""
    SHOWN = "shown"
    """The statement was shown, at a meeting or after a correction; nothing was asked."""
    COUNTED = "counted"
    """The first answer of a study day to an introduced card; also every imported review."""
    REPEAT = "repeat"
    """Any later answer of that day, and one asked although its answer was displayed that day."""
    CORRECTED = "corrected"
    """The fact's value was corrected; no answer was given."""
    RESET = "reset"
    """The learner had the card forgotten: it is new again."""
    KNOWN = "known"
    """The learner said that the card is known; nothing was asked."""
    LOGGED = "logged"
    """Kept for the record: a quiz asked a card that is not introduced."""


@dataclass(frozen=True, slots=True)
class MemoryState:
    """One card's memory. Made by `step`, never by hand."""

    stability: float
    """Days after which recall has fallen to 0.9."""
    difficulty: float
    """From 1 (easy) to 10."""
    last_day: date
    """Study day of the last answer."""
    due_day: date
    met_day: date
    reviews: int = 1
    """Rows of the log that made this state; part of the seed of the next question."""
    lapses: int = 0
    tier: int = 1
    """Tier of the last counted question."""
    failed: bool = False
    """Whether that question was answered wrong."""
    recalled: bool = False
    """Whether an open kind was ever answered right."""
    corrected: bool = False
    """The value was corrected since the last answer: to be shown first."""
    record: float = FIRST_RECORD
    """How often counted answers were known, newer ones counting more; see `tilt`."""

    @property
    def strength(self) -> str:
        """`learning`, `young` or `strong`; a card without a state is `new`."""
        if self.stability < LEARNING_BELOW:
            return "learning"
        return "young" if self.stability < STRONG_FROM else "strong"

    @property
    def trace(self) -> Trace:
        """The numbers that a step moves."""
        return Trace(self.stability, self.difficulty, self.record)

    @property
    def interval(self) -> int:
        """Days from the last answer to the due day."""
        return self.due_day.toordinal() - self.last_day.toordinal()


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of a card's review log: all that memory needs to be computed again."""

    study_day: date
    role: Role
    kind: str = ""
    """Empty where nothing was asked (SHOWN, CORRECTED, RESET, KNOWN)."""
    rating: int = GOOD
    """Derived from the verdict by `rating_for`; a flashcard's learner picks it."""
    score: float = 1.0
    """The verdict's score; for marks and feedback, never for memory."""
    guess: float = 0.0
    """Chance of a blind right answer to the question as shown."""
    dont_know: bool = False
    hint: bool = False
    override: bool = False
    """The learner said "my answer was right"."""
    easy: bool = False
    """The learner said "I know this already", after a right answer at a meeting."""
    exposed: bool = False
    """The card's answer had been displayed that day before."""
    tier: int = 1
    has_open_kind: bool = False
    """Whether the card can be asked by an open kind; if so intervals are capped until one was right."""
    recall: float = 0.0
    """Predicted recall before the answer; at a meeting R0, which must be given."""
    desired_retention: float = 0.90
    maximum_interval: int = 365
    parameters_id: str = "fsrs-6"
    due_day: date | None = None
    """The due day chosen after this answer; a replay keeps it, since it hung on that day's load."""
    undone: bool = False
    """The learner took the answer back: it leaves no trace."""

    @property
    def right(self) -> bool:
        """Whether the answer counted as right."""
        return self.override or self.rating > 1

    def completed(
        self,
        recall: float,
        desired_retention: float,
        maximum_interval: int,
        parameters_id: str,
        due_day: date,
    ) -> LogEntry:
        """The entry with what was computed for it (`dataclasses.replace`, but in half the time)."""
        return LogEntry(
            self.study_day,
            self.role,
            self.kind,
            self.rating,
            self.score,
            self.guess,
            self.dont_know,
            self.hint,
            self.override,
            self.easy,
            self.exposed,
            self.tier,
            self.has_open_kind,
            recall,
            desired_retention,
            maximum_interval,
            parameters_id,
            due_day,
            self.undone,
        )
