"""A learner's practice quizzes: which questions were put, and what was answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db.base import Base, Id, Instant, learner_owned


class PracticeRow(Base):
    """One practice quiz. Its answers are also rows of the review log, under the quiz's id."""

    __tablename__ = "practice"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("learner.learner_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    practice_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    """UUIDv7: the order of ids is that of time."""
    started_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the time is up; None without a limit."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    feedback: Mapped[bool] = mapped_column(Boolean)
    """Whether each answer is told at once, not only at the end."""
    choices: Mapped[dict[str, Any]]
    """What was asked for: sets, topics, kinds, number of questions, minutes."""
    items: Mapped[list[Any]]
    """The questions in order, each as shown, with its answer once there is one."""
