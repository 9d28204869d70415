"""The calendar that a learner subscribes to at a secret address: the days of their sets, the work ahead."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from hmac import compare_digest

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Session

from quizapp.core.progress import minutes
from quizapp.core.study_days import days_after
from quizapp.db.engine import insert_into, writing
from quizapp.db.outgoing import CalendarFeed
from quizapp.db.study import CardRow
from quizapp.services.calendar_days import CalendarDay, all_days, study_day_of
from quizapp.services.errors import NotFound
from quizapp.services.study.choices import settings

ID_BYTES, SECRET_BYTES = 8, 24
WORK_AHEAD = 28
"""Days of work that the calendar tells."""


@dataclass(frozen=True, slots=True)
class WorkDay:
    """A day's due work."""

    day: date
    cards: int

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return minutes(self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Everything that the calendar of a learner tells."""

    learner_id: int
    day: date
    zone: str
    reminder_hour: int | None
    language: str
    days: Sequence[CalendarDay]
    work: Sequence[WorkDay]


def calendar(session: Session, text: str, now: datetime) -> Calendar:
    """The calendar behind a secret address. Raises NotFound when it was revoked or never was."""
    learner_id, digest = _parse(text)
    stored = session.scalar(select(CalendarFeed.hash).where(CalendarFeed.learner_id == learner_id))
    if stored is None or not compare_digest(stored, digest):
        raise NotFound("this calendar is not there any more")
    return of_learner(session, learner_id, now)


def of_learner(session: Session, learner_id: int, now: datetime) -> Calendar:
    """The calendar of a learner. Raises NotFound."""
    connection = session.connection()
    own = settings(session, learner_id)
    day = study_day_of(connection, learner_id, now)
    return Calendar(
        learner_id=learner_id,
        day=day,
        zone=own.zone,
        reminder_hour=own.reminder_hour,
        language=own.language,
        days=list(all_days(connection, learner_id)),
        work=_work(connection, learner_id, day, own.answers_per_day),
    )


def make_address(session: Session, learner_id: int, now: datetime) -> str:
    """A new secret for the learner's calendar; the one before stops working. Told once, kept as a hash."""
    text = _text(learner_id, secrets.token_bytes(SECRET_BYTES))
    values = {"hash": _parse(text)[1], "created_at": now}
    with writing(session) as connection:
        connection.execute(
            insert_into(connection, CalendarFeed)
            .values(learner_id=learner_id, **values)
            .on_conflict_do_update(index_elements=["learner_id"], set_=values)
        )
    return text


def revoke_address(session: Session, learner_id: int) -> None:
    """Make the learner's calendar unreachable."""
    with writing(session) as connection:
        connection.execute(delete(CalendarFeed).where(CalendarFeed.learner_id == learner_id))


def address_made(session: Session, learner_id: int) -> datetime | None:
    """When the learner's calendar got its address; None without one."""
    return session.scalar(select(CalendarFeed.created_at).where(CalendarFeed.learner_id == learner_id))


def _text(learner_id: int, secret: bytes) -> str:
    return urlsafe_b64encode(learner_id.to_bytes(ID_BYTES) + secret).decode()


def _parse(text: str) -> tuple[int, bytes]:
    """Learner and hash of a secret. Raises NotFound when it is none."""
    try:
        raw = urlsafe_b64decode(text[:100].encode("ascii"))
    except (ValueError, NotBase64) as error:
        raise NotFound("this calendar is not there any more") from error
    if len(raw) != ID_BYTES + SECRET_BYTES or raw[0] > 127:
        raise NotFound("this calendar is not there any more")
    return int.from_bytes(raw[:ID_BYTES]), sha256(raw).digest()


def _work(connection: Connection, learner_id: int, day: date, most: int) -> list[WorkDay]:
    """What falls due day by day as the cards stand now; what is overdue stands today."""
    due = connection.execute(
        select(CardRow.due_day, func.count())
        .where(
            CardRow.learner_id == learner_id,
            CardRow.suspended.is_(False),
            CardRow.due_day < days_after(day, WORK_AHEAD),
        )
        .group_by(CardRow.due_day)
    )
    counts: Counter[date] = Counter()
    for due_day, count in due:
        counts[max(due_day, day)] += count
    return [WorkDay(when, min(count, most)) for when, count in sorted(counts.items())]
