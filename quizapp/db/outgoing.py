"""What goes out to a learner by itself: the calendar they subscribe to, and reminders."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db.base import Base, Day, Instant, learner_owned


def _learner() -> Mapped[int]:
    return mapped_column(
        BigInteger,
        ForeignKey("learner.learner_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


class CalendarFeed(Base):
    """The secret address of a learner's calendar; only the hash of the secret is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = _learner()
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(Instant)


class ReminderSent(Base):
    """The last day for which a reminder was sent, so that there is never a second one."""

    __tablename__ = "reminder_sent"
    __table_args__ = learner_owned()

    learner_id: Mapped[int] = _learner()
    sent_on: Mapped[date] = mapped_column(Day)
    """By the calendar of the learner's zone."""
    sent_at: Mapped[datetime] = mapped_column(Instant)
