"""What a learner owns: settings, enrolments, cards, the review log, the study days, notes and reports.

Every table is keyed by the learner first and refers to nothing but the learner, so that learners can
be spread over servers; sets and cards are named by their numbers (`doctor` checks that they exist).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db.base import Base, Day, Id, Instant, learner_owned


def _learner() -> Mapped[int]:
    """The first column of every key."""
    return mapped_column(
        BigInteger,
        ForeignKey("learner.learner_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


class Learner(Base):
    """The one who remembers. A guest is only this."""

    __tablename__ = "learner"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_on: Mapped[date] = mapped_column(Day)
    """Latest study day; study days never go back."""
    guest: Mapped[bool] = mapped_column(Boolean)
    """No account stands behind it."""
    first_go: Mapped[bool] = mapped_column(Boolean)
    """A guest's first five facts are not done with yet."""
    merged_into: Mapped[int | None] = mapped_column(BigInteger)
    zone: Mapped[str] = mapped_column(String(64))
    rollover_hour: Mapped[int] = mapped_column(SmallInteger)
    answers_per_day: Mapped[int] = mapped_column(Integer)
    new_per_day: Mapped[int] = mapped_column(Integer)
    desired_retention: Mapped[float] = mapped_column(Double)
    maximum_interval: Mapped[int] = mapped_column(Integer)
    easy_weekdays: Mapped[int] = mapped_column(SmallInteger)
    """Bits, Monday lowest."""
    show_first: Mapped[bool] = mapped_column(Boolean)
    recall_only: Mapped[bool] = mapped_column(Boolean)
    no_typing: Mapped[bool] = mapped_column(Boolean)
    fit_id: Mapped[str] = mapped_column(String(40))
    """The parameters in use; "fsrs-6" are the published ones, others are rows of `fit`."""
    language: Mapped[str] = mapped_column(String(16))
    theme: Mapped[str] = mapped_column(String(10))
    reduced_motion: Mapped[bool] = mapped_column(Boolean)
    reminder_hour: Mapped[int | None] = mapped_column(SmallInteger)
    more: Mapped[dict[str, Any]]
    """Further choices of the pages."""


class Enrolment(Base):
    """A learner studying a set, and how. None means: as the learner's own settings say."""

    __tablename__ = "enrolment"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = _learner()
    set_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    started_at: Mapped[datetime] = mapped_column(Instant)
    revision_number: Mapped[int] = mapped_column(Integer)
    """The revision whose changes have been passed on to the learner's cards."""
    desired_retention: Mapped[float | None] = mapped_column(Double)
    new_per_day: Mapped[int | None] = mapped_column(Integer)
    exam_day: Mapped[date | None] = mapped_column(Day)
    detail: Mapped[bool] = mapped_column(Boolean)
    sensitive: Mapped[bool] = mapped_column(Boolean)
    reverse: Mapped[bool] = mapped_column(Boolean)
    show_first: Mapped[bool] = mapped_column(Boolean)
    recall_only: Mapped[bool] = mapped_column(Boolean)
    no_typing: Mapped[bool] = mapped_column(Boolean)
    paused: Mapped[bool] = mapped_column(Boolean)
    meetings: Mapped[int] = mapped_column(Integer)
    """Ask-first meetings so far …"""
    meetings_known: Mapped[float] = mapped_column(Double)
    """… and the sum of (right - guess) / (1 - guess) over them."""
    show_first_offered: Mapped[bool] = mapped_column(Boolean)
    wanted_first: Mapped[list[Any]]
    """Numbers of cards that a quiz showed to be unknown: first among the new ones."""


class CardRow(Base):
    """One learner's memory of one thing. A row exists only once the card was introduced."""

    __tablename__ = "card"
    __table_args__ = learner_owned(
        Index("ix_card_due", "learner_id", "suspended", "due_day", "set_id", "last_day", "stability"),
        Index("ix_card_set", "learner_id", "set_id", "suspended", "due_day", "last_day", "stability"),
    )

    learner_id: Mapped[int] = _learner()
    card_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    set_id: Mapped[int] = mapped_column(Integer)
    """The set through which it is studied."""
    stability: Mapped[float] = mapped_column(Double)
    difficulty: Mapped[float] = mapped_column(Double)
    last_day: Mapped[date] = mapped_column(Day)
    due_day: Mapped[date] = mapped_column(Day)
    met_day: Mapped[date] = mapped_column(Day)
    reviews: Mapped[int] = mapped_column(Integer)
    lapses: Mapped[int] = mapped_column(SmallInteger)
    tier: Mapped[int] = mapped_column(SmallInteger)
    failed: Mapped[bool] = mapped_column(Boolean)
    recalled: Mapped[bool] = mapped_column(Boolean)
    corrected: Mapped[bool] = mapped_column(Boolean)
    record: Mapped[float] = mapped_column(Double, server_default="0.9")
    """How often counted answers were known, newer ones counting more."""
    suspended: Mapped[bool] = mapped_column(Boolean)
    last_at: Mapped[datetime] = mapped_column(Instant)
    """When it was last answered; a later answer cannot claim to be earlier."""
    kinds: Mapped[dict[str, Any]]
    """How often each kind was asked."""
    last_stem: Mapped[str] = mapped_column(String(24))
    """Mark of the last wording, so that it is not used twice running."""
    seen_false: Mapped[list[Any]]
    """Marks of the false statements shown; each is shown once for ever."""


class ReviewRow(Base):
    """One line of the log: an answer, or what was done to an earlier one. Never changed."""

    __tablename__ = "review"
    __table_args__ = learner_owned(
        Index("ix_review_learner_id_sequence", "learner_id", "sequence"),
        Index("ix_review_learner_id_card_id_sequence", "learner_id", "card_id", "sequence"),
    )

    learner_id: Mapped[int] = _learner()
    review_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    """0, or the pair's place in a matching question."""
    sequence: Mapped[int] = mapped_column(BigInteger)
    """Order of the learner's log, by which it is paged and replayed."""
    action: Mapped[str] = mapped_column(String(10))
    """answer; or undo, override, know (an earlier answer, named by `amends`); or change (a correction)."""
    amends: Mapped[UUID | None] = mapped_column(Id)
    body_hash: Mapped[int] = mapped_column(BigInteger)
    """What tells the same request sent again from another one under the same id."""

    card_id: Mapped[int] = mapped_column(BigInteger)
    set_id: Mapped[int] = mapped_column(Integer)
    revision_id: Mapped[int] = mapped_column(Integer)
    context: Mapped[str] = mapped_column(String(10))
    attempt_id: Mapped[UUID | None] = mapped_column(Id)
    role: Mapped[str] = mapped_column(String(10))
    direction: Mapped[str] = mapped_column(String(8))

    kind: Mapped[str] = mapped_column(String(12))
    seed: Mapped[int] = mapped_column(BigInteger)
    generator: Mapped[int] = mapped_column(SmallInteger)
    variant: Mapped[str] = mapped_column(String(60))
    companions: Mapped[list[Any]]
    """With kind, seed, generator, variant and revision: all that rebuilds the question."""
    option_count: Mapped[int] = mapped_column(SmallInteger)
    options: Mapped[list[Any]]
    """Ids and values of the options in the order shown."""
    language: Mapped[str] = mapped_column(String(16))

    response: Mapped[Any] = mapped_column(JSON)
    chosen: Mapped[str] = mapped_column(Text)
    """Machine value of what was chosen or typed, for finding what is confused with what."""
    correct: Mapped[bool | None] = mapped_column(Boolean)
    score: Mapped[float] = mapped_column(Double)
    reason: Mapped[str] = mapped_column(String(40))
    rating: Mapped[int] = mapped_column(SmallInteger)
    guess: Mapped[float] = mapped_column(Double)
    dont_know: Mapped[bool] = mapped_column(Boolean)
    hint: Mapped[bool] = mapped_column(Boolean)
    override: Mapped[bool] = mapped_column(Boolean)
    easy: Mapped[bool] = mapped_column(Boolean)
    exposed: Mapped[bool] = mapped_column(Boolean)

    ms: Mapped[int] = mapped_column(Integer)
    answered_at: Mapped[datetime] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant)
    study_day: Mapped[date] = mapped_column(Day)
    zone: Mapped[str] = mapped_column(String(64))
    day_position: Mapped[int] = mapped_column(Integer)
    """Which answer of the study day it was, from 1."""
    input: Mapped[str] = mapped_column(String(10))
    offline: Mapped[bool] = mapped_column(Boolean)

    tier: Mapped[int] = mapped_column(SmallInteger)
    tier_before: Mapped[int | None] = mapped_column(SmallInteger)
    has_open_kind: Mapped[bool] = mapped_column(Boolean)
    recall: Mapped[float] = mapped_column(Double)
    stability_before: Mapped[float | None] = mapped_column(Double)
    difficulty_before: Mapped[float | None] = mapped_column(Double)
    last_day_before: Mapped[date | None] = mapped_column(Day)
    due_before: Mapped[date | None] = mapped_column(Day)
    stability: Mapped[float | None] = mapped_column(Double)
    difficulty: Mapped[float | None] = mapped_column(Double)
    due_day: Mapped[date | None] = mapped_column(Day)
    desired_retention: Mapped[float] = mapped_column(Double)
    maximum_interval: Mapped[int] = mapped_column(Integer)
    fit_id: Mapped[str] = mapped_column(String(40))


class StudyDay(Base):
    """One study day of a learner: its totals, and the session while it is the latest."""

    __tablename__ = "day_total"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = _learner()
    study_day: Mapped[date] = mapped_column(Day, primary_key=True)
    answered: Mapped[int] = mapped_column(Integer)
    counted: Mapped[int] = mapped_column(Integer)
    right: Mapped[int] = mapped_column(Integer)
    met: Mapped[int] = mapped_column(Integer)
    ms: Mapped[int] = mapped_column(BigInteger)
    cleared: Mapped[bool] = mapped_column(Boolean)
    """Everything due was done."""
    sequence: Mapped[int] = mapped_column(BigInteger)
    """Of the learner's log at the end of the day."""
    figures: Mapped[dict[str, Any]]
    """The totals by set, by kind and strength, and by predicted recall."""
    session: Mapped[dict[str, Any]]
    """What the queue needs to know of the day; emptied when the next day begins."""


class DayPlan(Base):
    """The cards fetched ahead for a learner's day: written once, while the session changes at each answer."""

    __tablename__ = "day_plan"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = _learner()
    scope: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """A set's number; 0 for all sets; -1 for the cards due on each day to come."""
    stamp: Mapped[str] = mapped_column(String(32))
    """By which the session names it; a plan with another stamp was thrown away."""
    plan: Mapped[dict[str, Any]]


class Fit(Base):
    """Parameters fitted to one learner's log."""

    __tablename__ = "fit"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = _learner()
    fit_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    weights: Mapped[list[Any]]
    tilt: Mapped[list[Any]] = mapped_column(JSON, server_default="[]")
    """What a card's own record and difficulty do to its stability; empty: nothing."""
    fitted_at: Mapped[datetime] = mapped_column(Instant)
    reviews: Mapped[int] = mapped_column(Integer)
    loss_before: Mapped[float] = mapped_column(Double)
    loss_after: Mapped[float] = mapped_column(Double)
    adopted: Mapped[bool] = mapped_column(Boolean)


class Note(Base):
    """A learner's private note on a fact."""

    __tablename__ = "note"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = _learner()
    card_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class Report(Base):
    """A learner's word to the set's owner: a fault, or an answer that should have been right."""

    __tablename__ = "report"
    __table_args__ = learner_owned(Index("ix_report_set_id_status", "set_id", "status"))

    learner_id: Mapped[int] = _learner()
    report_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    set_id: Mapped[int] = mapped_column(Integer)
    card_id: Mapped[int] = mapped_column(BigInteger)
    sort: Mapped[str] = mapped_column(String(10))
    """fault, or override."""
    question: Mapped[str] = mapped_column(Text)
    """Plain id of the question."""
    text: Mapped[str] = mapped_column(Text)
    """What the learner wrote, or the answer they gave."""
    status: Mapped[str] = mapped_column(String(10))
    """open, taken, refused, or withdrawn with the answer that it is about."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    handled_at: Mapped[datetime | None] = mapped_column(Instant)
