"""The shapes of requests and responses: what the OpenAPI document tells, and nothing else gets in or out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

UUID = r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SEALED = r"^[A-Za-z0-9_-]+$"
CURSOR = r"^[A-Za-z0-9_.:=-]*$"
MAX_MS = 86_400_000


def _from_text(value: object) -> object:
    """Numbers are refused: whether they count seconds or milliseconds would be a guess."""
    return value if isinstance(value, str) else None


Time = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(_from_text)]


def _from_number(value: object) -> object:
    """A whole number, also written as 5.0; never a text or a truth value."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


Count = Annotated[int, Field(strict=False), BeforeValidator(_from_number)]
Whole = Annotated[int, Field(strict=False)]
"""A number of the query, where everything is text."""


class Shape(BaseModel):
    """A shape that takes no unknown members and converts nothing silently."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Fault(BaseModel):
    """One fault of a request: where it is, and what kind of fault."""

    loc: list[str | int]
    type: str
    msg: str


class SetFault(BaseModel):
    """One fault of a set document."""

    line: int
    column: int
    code: str
    message: str


class ProblemShape(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None
    faults: list[SetFault] | None = None
    current: dict[str, Any] | None = None
    """On 409: the turn to go on with, shaped as the answer of `study/next`."""


class Page(Shape):
    """Which part of a list is wanted."""

    cursor: str = Field("", max_length=200, pattern=CURSOR)
    limit: Whole = Field(100, ge=1, le=500)


class Source(BaseModel):
    """Who says so and where."""

    id: str
    title: str
    locator: str = ""
    quote: str = ""
    attributed: bool = False


class SetSource(BaseModel):
    """A source of a set."""

    id: str
    title: str
    short: str
    party: bool
    issuer: str = ""


class SetLine(BaseModel):
    """A published set."""

    slug: str
    title: str
    summary: str
    language: str
    general: bool
    licence: str
    facts: int
    cards: int
    topics: list[str]
    sources: list[SetSource]
    one_sided: bool
    revision: str
    published_at: datetime


class SetPage(BaseModel):
    """A page of sets."""

    items: list[SetLine]
    next_cursor: str


class OptionShape(BaseModel):
    """Something offered."""

    id: str
    text: str


class QuestionShape(BaseModel):
    """A question to be answered; it never tells its key."""

    id: str
    review_id: str
    """Minted for the answer; a client may send a UUID of its own instead."""
    set: str
    kind: str
    direction: Literal["forward", "reverse", "source"]
    attribution: str
    stem: str
    prompt: str
    options: list[OptionShape]
    targets: list[OptionShape]
    topic: str
    level: str
    new: bool
    repeat: bool
    showing: Literal["ask", "show"]
    """`show`: `statement` tells the fact, and the response is {"got_it": true}."""
    statement: str = ""
    was: str = ""


class Figures(BaseModel):
    """Where the learner stands on their study day."""

    study_day: date
    answered: int
    counted: int
    right: int
    met: int
    left: int
    new_left: int
    backlog: int
    days_to_catch_up: int
    done: bool


class TurnShape(BaseModel):
    """What comes next."""

    question: QuestionShape | None
    next_due: datetime | None
    today: Figures


class AnswerRequest(Shape):
    """A learner's answer."""

    review_id: str = Field(pattern=UUID)
    question_id: str = Field(pattern=SEALED, max_length=4000)
    response: Any
    ms: Count = Field(0, ge=0, le=MAX_MS)
    answered_at: Time | None = None


class VerdictShape(BaseModel):
    """What the response is worth."""

    correct: bool | None
    score: float
    reason: str
    message: str = ""


class FeedbackShape(BaseModel):
    """What is shown after an answer."""

    key: Any
    answer: str
    statement: str
    chosen_why: str = ""
    source: Source
    others: list[Source] = []


class CardShape(BaseModel):
    """The card's memory after the answer."""

    key: str
    due: date
    stability: float
    difficulty: float
    interval: int
    lapses: int
    strength: str
    suspended: bool


class OutcomeShape(BaseModel):
    """A recorded answer, and what comes next."""

    review_id: str
    recorded: bool
    """False when the very same answer had been recorded before."""
    verdict: VerdictShape
    feedback: FeedbackShape
    card: CardShape | None
    may_override: bool
    next: QuestionShape | None
    next_due: datetime | None
    today: Figures


class BatchRequest(Shape):
    """How many practice questions are wanted, of one set or of all."""

    n: Count = Field(30, ge=1, le=200)
    set: str | None = Field(None, pattern=SLUG, max_length=100)


class BatchItem(BaseModel):
    """A question for use offline, with its key."""

    question: QuestionShape
    feedback: FeedbackShape


class BatchShape(BaseModel):
    """Practice questions; their answers are sent later, in order."""

    items: list[BatchItem]


class SetFigures(BaseModel):
    """One of the learner's sets."""

    slug: str
    title: str
    due: int
    introduced: int
    cards: int


class ProgressShape(BaseModel):
    """A learner's figures."""

    today: Figures
    due_tomorrow: int
    due_this_week: int
    introduced: int
    reviews: int
    retention: float | None
    sets: list[SetFigures]


class FactFigures(BaseModel):
    """One card of a set as its learner stands with it."""

    card: str
    fact: str
    direction: str
    label: str
    answer: str
    topic: str
    level: str
    due: date | None
    strength: str
    stability: float | None
    recall: float | None
    suspended: bool


class FactPage(BaseModel):
    """A page of cards, in the set's order."""

    items: list[FactFigures]
    next_cursor: str


class ReviewPage(BaseModel):
    """A page of the log, oldest first."""

    items: list[dict[str, Any]]
    next_cursor: str


class Me(BaseModel):
    """Whom the token speaks for."""

    learner_id: int
    name: str
    roles: list[str]
    scopes: list[str]


class SetDocument(BaseModel):
    """A set, shaped as docs/set-format.md tells (JSON instead of YAML)."""

    model_config = ConfigDict(extra="allow")


class PublishedShape(BaseModel):
    """What publishing did."""

    slug: str
    revision: str
    created: bool
    added: list[str]
    corrected: list[str]
    removed: list[str]
