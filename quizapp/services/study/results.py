"""What the study services take and give: plain values, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from quizapp.core.questions import Question, Verdict

Context = Literal["study", "practice", "graded", "browse", "import"]
Showing = Literal["ask", "show"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Where a learner stands on their study day, in the scope that was asked for."""

    study_day: date
    answered: int
    """All answers of the day, repeats and meetings included."""
    counted: int
    """Counted answers: what accuracy is made of."""
    right: int
    """Right ones among the counted."""
    met: int
    """New cards met today."""
    left: int
    """Due cards and repeats still to come today, within the limit."""
    new_left: int
    """New cards still to be met today."""
    backlog: int = 0
    """Due cards beyond today's limit; while it is above 0 no new cards come."""
    days_to_catch_up: int = 0

    @property
    def done(self) -> bool:
        """Whether nothing is left for today."""
        return not (self.left or self.new_left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One question to put to the learner."""

    question: Question
    question_id: str
    """The sealed id that goes over HTTP; the same for the same question until it is answered."""
    review_id: str
    """UUIDv7 minted for the answer; goes into the form."""
    set_slug: str
    set_title: str
    new: bool = False
    """A meeting: marked New, outside all figures."""
    showing: Showing = "ask"
    """`show`: the statement is shown and the response is {"got_it": true}."""
    repeat: bool = False
    was: str = ""
    """The former answer, where the fact's value was corrected ("was …, now …")."""
    contrast: str = ""
    """Card most confused with this one, when it is asked again after the fourth lapse."""
    contrast_facts: tuple[str, str] | None = None
    """Both facts as statements, this one's first, to be shown side by side before the question."""
    hint: str = ""
    """A hint that may be asked for; taking it is told with the answer."""
    pickers: bool = False
    """Whether the learner would rather pick a date than type it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What to show next: a task, or that today is done."""

    task: Task | None
    today: Today
    next_due: datetime | None
    """When the next card comes due (UTC), if no task is left; None if nothing is ever due."""
    offer_show_first: bool = False
    """So little is known beforehand that the learner is asked, once, whether to be shown facts first."""
    done_first_go: bool = False
    """A guest's first five facts are done: "done", with a way to go on (`go_on`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What is shown after an answer."""

    key: Any
    answer: str
    statement: str
    question: Question
    """With its source and other claims."""
    chosen_why: str = ""
    """What the wrong option that was chosen is: "17 October: the town of Fuzuli"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFigures:
    """A card's memory as shown to its learner."""

    key: str
    due: date
    stability: float
    difficulty: float
    interval: int
    lapses: int
    strength: str
    suspended: bool = False
    leech: Literal["contrast", "suspend", ""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A recorded answer."""

    review_id: str
    verdict: Verdict
    feedback: Feedback
    card: CardFigures | None
    """None where the answer was only logged (a quiz on a card not introduced)."""
    turn: Turn
    """What comes next, already chosen."""
    recorded: bool = True
    """False when the very same answer had been recorded before: nothing was changed."""
    again_today: bool = False
    """Whether the card comes once more on this study day."""
    may_override: bool = False
    """Whether "my answer was right" makes sense."""
    may_know_already: bool = False
    """Whether "I know this already" makes sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a learner sent."""

    review_id: str
    question_id: str
    response: Any
    ms: int
    """Milliseconds from showing to answering; kept up to 60,000."""
    answered_at: datetime | None = None
    """By the learner's clock; None means now. Counts within the last 7 days."""
    input: str = ""
    """touch, keyboard, mouse or api."""
    hint: bool = False
    offline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentSettings:
    """How a learner studies one set. None means: as the learner's own settings say."""

    desired_retention: float | None = None
    new_per_day: int | None = None
    exam_day: date | None = None
    detail: bool = False
    sensitive: bool = False
    reverse: bool = True
    show_first: bool = False
    recall_only: bool = False
    no_typing: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerSettings:
    """A learner's own settings."""

    zone: str = "UTC"
    rollover_hour: int = 4
    answers_per_day: int = 60
    new_per_day: int = 8
    desired_retention: float = 0.90
    maximum_interval: int = 365
    easy_weekdays: frozenset[int] = frozenset()
    show_first: bool = False
    recall_only: bool = False
    no_typing: bool = False
    language: str = ""
    """Language of the pages; "" for the one that the browser asks for."""
    theme: str = "auto"
    reduced_motion: bool = False
    reminder_hour: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    """Further choices of the pages, kept as they are (JSON)."""
