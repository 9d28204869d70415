"""Sets and their revisions, drafts, and the jobs: shared by all learners, never written while answering."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db.base import Base, BigId, Instant


class SetRow(Base):
    """A set: what stays while its revisions change."""

    __tablename__ = "fact_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    """None for the sets that are shipped."""
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("fact_set.id", ondelete="SET NULL"))
    revision_id: Mapped[int | None] = mapped_column(Integer)
    """The current revision; not a foreign key, since the two tables would need each other."""
    shared: Mapped[bool] = mapped_column(Boolean)
    """Whether it stands on everybody's list."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """Hash of the files it was last loaded from, so that an unchanged folder need not be read."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class RevisionRow(Base):
    """One published state of a set: a canonical JSON document that never changes."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("fact_set.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(64))
    short: Mapped[str] = mapped_column(String(12), index=True)
    """The first digits of the hash, by which question ids name the revision."""
    document: Mapped[bytes] = mapped_column(LargeBinary)
    """Canonical JSON, compressed by zlib."""
    summary: Mapped[dict[str, Any]]
    """What lists of sets show: title, language, topics, sources, counts."""
    published_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    published_at: Mapped[datetime] = mapped_column(Instant)


class RevisionChange(Base):
    """What a revision did to the facts of the one before, to be passed on to each learner's cards."""

    __tablename__ = "revision_change"
    __table_args__ = (Index("ix_revision_change_set_id_number", "set_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("fact_set.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    """Number of the revision that brought the change."""
    card_id: Mapped[int] = mapped_column(ForeignKey("card_key.id"))
    change: Mapped[str] = mapped_column(String(12))
    """corrected, removed or restored."""
    was: Mapped[str] = mapped_column(Text)
    """The former answer in words."""


class CardKey(Base):
    """The number by which cards and logs name one thing to remember; given when a set is published."""

    __tablename__ = "card_key"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    """`core.questions.Card.key`, such as karabakh-2020/jabrayil-town.city-day/forward."""
    origin: Mapped[str] = mapped_column(String(120), index=True)


class DraftRow(Base):
    """A table of facts that an instructor is working on."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str] = mapped_column(String(120))
    """The set it will publish to; empty for a new one."""
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime] = mapped_column(Instant)


class JobRow(Base):
    """One piece of background work; the queue in front of the workers carries only its id."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_status_run_at", "status", "run_at"),
        Index("uq_job_once", "once", unique=True),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]]
    once: Mapped[str | None] = mapped_column(String(120))
    """Key of periodic work, such as "fit/2024-05-01": a second worker cannot add it again."""
    status: Mapped[str] = mapped_column(String(10))
    """waiting, running, done or failed."""
    tries: Mapped[int] = mapped_column(SmallInteger)
    run_at: Mapped[datetime] = mapped_column(Instant)
    beat_at: Mapped[datetime | None] = mapped_column(Instant)
    """When its worker was last alive; a stale one is queued again."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    result: Mapped[str] = mapped_column(Text)
