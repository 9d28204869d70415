"""The worker: periodic work once, faults noted, and jobs of killed workers run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from quizapp import jobs
from quizapp.config import Settings, read_settings
from quizapp.db.engine import open_sessions
from quizapp.db.library import JobRow
from quizapp.services import jobs as rows
from quizapp.services.migration import DatabaseUnusable

NOW = datetime.now(UTC)


@pytest.fixture
def settings(database: Engine, tmp_path: Path) -> Settings:
    url = database.url.render_as_string(hide_password=False)
    return read_settings({"QUIZAPP_DATA": str(tmp_path), "QUIZAPP_DATABASE_URL": url})


@pytest.fixture
def site(settings: Settings) -> Iterator[jobs.Site]:
    opened = jobs.open_site(settings)
    yield opened
    opened.engine.dispose()


def found(engine: Engine) -> dict[str, str]:
    """Names of the jobs and what became of each."""
    with open_sessions(engine)() as session:
        return {row.name: row.status for row in session.scalars(select(JobRow))}


def left_behind(session: Session, silent: timedelta) -> None:
    """A job whose worker was last heard of so long ago."""
    job_id = rows.add(session, "tidy", {}, NOW - timedelta(hours=1))
    assert job_id is not None
    assert rows.claim(session, job_id, NOW - silent) is not None


def test_periodic_work_is_done_once_a_period(site: jobs.Site, database: Engine) -> None:
    jobs.look(site, NOW)
    jobs.look(site, NOW)
    assert found(database) == dict.fromkeys(jobs.PERIODS, "done")
    with open_sessions(database)() as session:
        assert len(session.scalars(select(JobRow)).all()) == len(jobs.PERIODS)


def test_a_fault_is_noted_and_the_job_waits_for_another_try(
    site: jobs.Site, session: Session, database: Engine
) -> None:
    job_id = rows.add(session, "no such work", {}, NOW)
    assert job_id is not None
    jobs.run_job(site, job_id)
    assert found(database) == {"no such work": "waiting"}
    assert rows.due(session, datetime.now(UTC)) == []


def test_a_job_asked_for_wakes_a_worker(site: jobs.Site, session: Session) -> None:
    assert site.ask(session, "tidy", {}, NOW) is not None
    assert site.queue.pending_count() == 1


def test_a_job_whose_worker_was_killed_is_run_by_the_next(settings: Settings, session: Session) -> None:
    left_behind(session, rows.STALE + timedelta(minutes=1))
    environment = {"QUIZAPP_DATA": str(settings.data), "QUIZAPP_DATABASE_URL": settings.database_url}
    command = [sys.executable, "-m", "quizapp", "worker"]
    with subprocess.Popen(command, env=os.environ | environment, stderr=subprocess.DEVNULL) as worker:
        until = time.monotonic() + 60
        while "done" not in _statuses(session) and time.monotonic() < until:
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    assert "done" in _statuses(session)


def _statuses(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(JobRow.status).where(JobRow.tries == 2)))


def test_a_worker_without_a_database_says_so(settings: Settings) -> None:
    with pytest.raises(DatabaseUnusable):
        jobs.work(replace(settings, database_url=f"sqlite:///{settings.data / 'empty.sqlite3'}"))
