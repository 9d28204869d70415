"""What the figures of progress are given as: rows that serve a chart and the table beside it alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from quizapp.core.progress import Share
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
class HomeLine:
    """One of the learner's sets on the home page."""

    slug: str
    title: str
    due: int
    introduced: int
    """Cards met; a fact asked in both directions has two."""
    cards: int
    """Facts that are asked: as many cards as there are without second directions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact of a set as its learner stands with it."""

    card: str
    fact: str
    direction: str
    label: str
    """The fact as a statement."""
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
    sources: tuple[str, ...] = ()
    """Ids of the sources that assert it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPage:
    """One page of the facts that were searched for."""

    lines: Sequence[FactLine]
    total: int
    """How many facts were found on all pages."""
    page: int
    """From 1."""
    pages: int
    cards: tuple[str, ...]
    """Keys of all cards found, for acting on all of them at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One study day of the calendar."""

    day: date
    answers: int
    counted: int
    right: int
    met: int
    seconds: int
    cleared: bool
    """Everything due was done."""
    counts: bool
    """Whether the day counts for the streak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Days of study, oldest first; days without an answer are left out."""

    first: date
    last: date
    days: Sequence[DayLine]
    streak: int
    """Days that count in the run that reaches today."""
    longest_streak: int
    """The longest such run among the days shown."""
    most_answers: int
    """Of any day shown; what the darkest shade stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastDay:
    """Work that falls due on a day."""

    day: date
    due: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Reviews that are planned already; what will be met or missed meanwhile is not in it."""

    overdue: int
    """Due before today; part of the first day's figure as well."""
    days: Sequence[ForecastDay]
    """Every day from today on, those without work too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPoint:
    """How much was known as a study day began."""

    day: date
    known: float
    """Sum of the predicted recall of all introduced cards."""
    cards: int
    """Introduced cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How many facts the learner is predicted to recall, now and on earlier days of study."""

    now: float
    cards: int
    points: Sequence[KnownPoint]
    """Oldest first; the last one is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationLine:
    """Answers whose predicted recall was about the same."""

    low: float
    high: float
    """The bin: predictions from `low` up to `high`."""
    predicted: float
    """Mean prediction."""
    actual: Share
    """Share of right answers, with its 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Whether what was predicted came true."""

    lines: Sequence[CalibrationLine]
    answers: int
    predicted: float | None
    """Mean over all answers; None without any."""
    actual: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionLine:
    """Right answers among the counted ones of one kind, one strength, or both."""

    kind: str
    """Empty for all kinds."""
    strength: str
    """Empty for all strengths."""
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Counted answers by kind of question and by strength of the card before the answer."""

    by_strength: Sequence[RetentionLine]
    by_kind: Sequence[RetentionLine]
    """Most asked first."""
    whole: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """Time spent on one set."""

    slug: str
    title: str
    seconds: int
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpent:
    """Time spent answering, at most 60 seconds counted for each answer."""

    seconds: int
    answers: int
    days: int
    """Study days with an answer."""
    seconds_an_answer: float | None
    sets: Sequence[TimeLine]
    """Longest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """A value that was given instead of the right one."""

    value: str
    """In words."""
    times: int
    card: str = ""
    """Key of the card for which it would have been right, if the set has one."""
    label: str = ""
    """That card's fact as a statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardFact:
    """A fact that was forgotten again and again, and what it is confused with."""

    card: str
    slug: str
    label: str
    answer: str
    lapses: int
    stability: float
    suspended: bool
    confusions: Sequence[Confusion]
    """Most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastery:
    """How well one set is known; a fact asked in both directions counts once for each."""

    slug: str
    title: str
    facts: int
    """Facts that are asked."""
    new: int
    """Of those, the ones not met yet."""
    learning: int
    young: int
    strong: int
    suspended: int
    """Counted in their strength as well."""
    known: float
    """Sum of predicted recall now."""
    exam_day: date | None = None

    @property
    def whole(self) -> int:
        """What the four strengths add up to: all that was met, and the facts still to meet."""
        return self.new + self.learning + self.young + self.strong


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEvent:
    """One line of a card's history."""

    day: date
    role: str
    """meeting, shown, counted, repeat, corrected, reset or known."""
    kind: str
    correct: bool | None
    given: str
    """What was chosen or typed, in words."""
    recall: float | None
    """Predicted before the answer; None at a meeting."""
    stability: float | None
    """After it."""
    due: date | None
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """Predicted recall on a day; a day with an answer has two, before it and after it."""

    day: date
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CardHistory:
    """Everything that happened to one card, and its forgetting curve."""

    line: FactLine
    slug: str
    events: Sequence[CardEvent]
    curve: Sequence[CurvePoint]
    """From the meeting to some time after the next due day; empty for a new card."""
    desired_retention: float
    lapses: int
    confusions: Sequence[Confusion] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuery:
    """Which facts of a set to show."""

    text: str = ""
    """Words that must all stand in statement or answer, whatever their case or accents."""
    topic: str = ""
    strength: str = ""
    """new, learning, young, strong, suspended, or empty for all."""
    source: str = ""
    """Id of a source."""
    page: int = 1
    per_page: int = 50

    @classmethod
    def of(cls, **given: Any) -> FactQuery:
        """A query from loose values such as a form's; a page that is none is the first."""
        page = str(given.pop("page", "") or "1")
        return cls(page=int(page) if page.isdecimal() and len(page) < 7 else 1, **given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that the page of progress shows, from one reading of the learner's records."""

    overview: Overview
    calendar: Calendar
    known: Known
    mastery: Sequence[Mastery]
    forecast: Forecast
    calibration: Calibration
    retention: Retention
    time_spent: TimeSpent
    hardest: Sequence[HardFact]
