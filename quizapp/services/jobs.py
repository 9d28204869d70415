"""Background work as rows: asked for, claimed once, kept alive, ended; queued again when its worker died."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.db.engine import writing
from quizapp.db.library import JobRow

STALE = timedelta(minutes=2)
"""A running job whose worker has not been heard of for so long is queued again."""
MOST_TRIES = 4
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""Before the second, third and fourth try."""
KEPT = timedelta(days=30)
"""How long ended jobs are kept to be looked at."""
RESULT_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Job:
    """A job that a worker has claimed."""

    id: int
    name: str
    arguments: Mapping[str, Any]
    tries: int


def add(
    session: Session,
    name: str,
    arguments: Mapping[str, Any],
    now: datetime,
    *,
    once: str | None = None,
    run_at: datetime | None = None,
) -> int | None:
    """Ask for work; returns its id, or None when work of the same `once` key was asked for before."""
    row = {
        "name": name,
        "arguments": dict(arguments),
        "once": once,
        "status": "waiting",
        "tries": 0,
        "run_at": run_at or now,
        "result": "",
    }
    try:
        with writing(session) as connection:
            if once and connection.scalar(select(JobRow.id).where(JobRow.once == once)):
                return None
            return connection.scalars(insert(JobRow).returning(JobRow.id), row).one()
    except IntegrityError:
        return None


def claim(session: Session, job_id: int, now: datetime) -> Job | None:
    """Take a waiting job that is due; None when another worker has it or it is not due."""
    with writing(session) as connection:
        found = connection.execute(
            update(JobRow)
            .where(JobRow.id == job_id, JobRow.status == "waiting", JobRow.run_at <= now)
            .values(status="running", tries=JobRow.tries + 1, beat_at=now)
            .returning(JobRow.id, JobRow.name, JobRow.arguments, JobRow.tries)
        ).one_or_none()
    return Job(found.id, found.name, found.arguments, found.tries) if found else None


def beat(session: Session, job_id: int, now: datetime) -> None:
    """Say that the job's worker is alive."""
    with writing(session) as connection:
        connection.execute(update(JobRow).where(JobRow.id == job_id).values(beat_at=now))


def finish(session: Session, job: Job, result: str, now: datetime) -> None:
    """The job is done."""
    _end(session, job, status="done", ended_at=now, result=result[:RESULT_LENGTH])


def fail(session: Session, job: Job, reason: str, now: datetime) -> None:
    """The job went wrong: it is tried again later, and given up after MOST_TRIES."""
    if job.tries >= MOST_TRIES:
        _end(session, job, status="failed", ended_at=now, result=reason[:RESULT_LENGTH])
    else:
        later = now + PAUSES[job.tries - 1]
        _end(session, job, status="waiting", run_at=later, result=reason[:RESULT_LENGTH])


def due(session: Session, now: datetime, limit: int = 100) -> Sequence[int]:
    """Ids of the jobs to be run now, oldest first; those that a dead worker left behind are among them."""
    stale = (JobRow.status == "running") & (or_(JobRow.beat_at.is_(None), JobRow.beat_at < now - STALE))
    if session.scalar(select(JobRow.id).where(stale).limit(1)):
        with writing(session) as connection:
            connection.execute(update(JobRow).where(stale).values(status="waiting", run_at=now))
    waiting = (JobRow.status == "waiting") & (JobRow.run_at <= now)
    return session.scalars(select(JobRow.id).where(waiting).order_by(JobRow.run_at).limit(limit)).all()


def tidy(session: Session, now: datetime) -> int:
    """Delete jobs that ended long ago; returns how many."""
    with writing(session) as connection:
        return connection.execute(delete(JobRow).where(JobRow.ended_at < now - KEPT)).rowcount


def _end(session: Session, job: Job, **values: Any) -> None:
    with writing(session) as connection:
        connection.execute(update(JobRow).where(JobRow.id == job.id).values(**values))
