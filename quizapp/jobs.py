"""Background work: which service runs when, and the process that runs it.

A job is a row of the database; huey only carries its id, so that a waiting worker wakes at once. A message
lost with a killed process, or a queue that cannot be reached, costs at most a minute: every minute each
worker looks for due rows itself, among them those of dead workers.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

import structlog
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer
from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from quizapp.config import Settings
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import fitting, jobs, migration, refitting, reminders

BEAT_S = 30.0
STOP_S = 10
log = structlog.get_logger("quizapp.jobs")

Service = Callable[["Site", Session, Mapping[str, Any], datetime], str]
"""What a job runs; returns a line for the job's row. May be run twice, when a worker dies at its end."""


def _tidy(_site: Site, session: Session, _arguments: Mapping[str, Any], now: datetime) -> str:
    return f"{jobs.tidy(session, now)} old jobs deleted"


def _fit(_site: Site, session: Session, _arguments: Mapping[str, Any], now: datetime) -> str:
    if not fitting.available():
        return "the extra `fit` is not installed"
    wanted = refitting.learners_to_fit(session)
    done = [_fit_one(session, learner_id, now) for learner_id in wanted]
    return f"{len(done)} learners fitted, {sum(1 for one in done if one and one.adopted)} fits adopted"


def _fit_one(session: Session, learner_id: int, now: datetime) -> refitting.Refit | None:
    """Fit one learner; what is wrong with one log must not keep the others waiting night after night."""
    try:
        return refitting.fit_learner(session, learner_id, now)
    except Exception:
        session.rollback()
        log.exception("fit failed", learner=learner_id)
        return None


def _remind(site: Site, session: Session, _arguments: Mapping[str, Any], now: datetime) -> str:
    if not reminders.available(site.settings):
        return "QUIZAPP_MAIL_URL and QUIZAPP_PUBLIC_URL are not both set"
    return f"{reminders.send_due(session, site.settings, now)} reminders sent"


SERVICES: Mapping[str, Service] = {"tidy": _tidy, "fit": _fit, "remind": _remind}
PERIODS: Mapping[str, str] = {"tidy": "%Y-%m-%d", "fit": "%Y-%m-%d", "remind": "%Y-%m-%dT%H"}
"""Periodic work, with the period (of UTC) in which it is done once, however many workers there are."""


@dataclass(frozen=True, slots=True)
class Site:
    """What work needs: the settings, the database, and the queue that wakes workers."""

    settings: Settings
    engine: Engine
    sessions: sessionmaker[Session]
    queue: Huey

    def ask(self, session: Session, name: str, arguments: Mapping[str, Any], now: datetime) -> int | None:
        """Have work done soon; returns the job's id."""
        job_id = jobs.add(session, name, arguments, now)
        if job_id is not None:
            with suppress(Exception):  # the row is there: without a wake-up it is found within a minute
                self.queue.enqueue(self.queue.run_job.s(job_id))
        return job_id


def open_site(settings: Settings) -> Site:
    """The site's database and queue."""
    engine = open_engine(settings.database_url)
    site = Site(settings, engine, open_sessions(engine), _queue(settings))
    site.queue.run_job = site.queue.task(name="run_job")(lambda job_id: run_job(site, job_id))
    site.queue.periodic_task(crontab(), name="look")(lambda: look(site, datetime.now(UTC)))
    return site


def work(settings: Settings) -> None:
    """Work until SIGINT or SIGTERM. Raises DatabaseUnusable when there is no database to work for."""
    site = open_site(settings)
    migration.require_current(site.engine)
    signal.signal(signal.SIGTERM, _leave)  # until the consumer listens; a job cut off is queued again
    look(site, datetime.now(UTC))
    site.queue.create_consumer(workers=1, graceful_signal="TERM", shutdown_timeout=STOP_S).run()
    site.engine.dispose()


def _leave(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


def look(site: Site, now: datetime) -> None:
    """Ask for the period's work, and run everything that is due."""
    with site.sessions() as session:
        for name, period in PERIODS.items():
            jobs.add(session, name, {}, now, once=f"{name}/{now.strftime(period)}")
        found = jobs.due(session, now)
    for job_id in found:
        run_job(site, job_id)


def run_job(site: Site, job_id: int) -> None:
    """Claim a job, run it and note its end; does nothing when another worker has it."""
    with site.sessions() as session:
        job = jobs.claim(session, job_id, datetime.now(UTC))
        if job is None:
            return
        try:
            with _beating(site, job):
                result = SERVICES[job.name](site, session, job.arguments, datetime.now(UTC))
        except Exception as error:
            session.rollback()
            log.exception("job failed", job=job.id, name=job.name, tries=job.tries)
            jobs.fail(session, job, f"{type(error).__name__}: {error}", datetime.now(UTC))
        else:
            jobs.finish(session, job, result, datetime.now(UTC))
            log.info("job done", job=job.id, name=job.name, result=result)


@contextmanager
def _beating(site: Site, job: jobs.Job) -> Iterator[None]:
    """Tell the job's row every half minute that its worker is alive."""
    done = threading.Event()

    def tell() -> None:
        while not done.wait(BEAT_S):
            with site.sessions() as session:
                jobs.beat(session, job.id, datetime.now(UTC))

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _queue(settings: Settings) -> Huey:
    shared = {"results": False, "serializer": SignedSerializer(secret=settings.secret_key, salt="jobs")}
    if settings.redis_url:
        return RedisHuey("quizapp", url=settings.redis_url, **shared)
    address = make_url(settings.database_url)
    if address.get_backend_name() == "sqlite":
        return SqliteHuey("quizapp", filename=str(settings.data / "queue.sqlite3"), **shared)
    dsn = address.set(drivername="postgresql").render_as_string(hide_password=False)
    logging.getLogger("psycopg").setLevel(logging.WARNING)
    return PostgresHuey("quizapp", dsn=dsn, **shared)
