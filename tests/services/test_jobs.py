"""Background work: claimed once, tried again, found again when its worker died."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from quizapp.services import jobs

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_job_is_claimed_by_one_worker_only(session: Session, other_session: Session) -> None:
    job_id = jobs.add(session, "tidy", {"n": 1}, NOW)
    assert job_id is not None
    claimed = jobs.claim(session, job_id, NOW)
    assert claimed is not None
    assert claimed.arguments == {"n": 1}
    assert jobs.claim(other_session, job_id, NOW) is None


def test_periodic_work_is_added_once_however_many_ask(session: Session, other_session: Session) -> None:
    assert jobs.add(session, "tidy", {}, NOW, once="tidy/2026-03-01") is not None
    assert jobs.add(other_session, "tidy", {}, NOW, once="tidy/2026-03-01") is None
    assert len(jobs.due(session, NOW)) == 1


def test_a_job_is_not_run_before_its_time(session: Session) -> None:
    job_id = jobs.add(session, "tidy", {}, NOW, run_at=NOW + timedelta(hours=1))
    assert job_id is not None
    assert jobs.due(session, NOW) == []
    assert jobs.claim(session, job_id, NOW) is None
    assert jobs.due(session, NOW + timedelta(hours=1)) == [job_id]


def test_a_job_whose_worker_fell_silent_is_run_again(session: Session) -> None:
    job_id = jobs.add(session, "tidy", {}, NOW)
    assert job_id is not None
    jobs.claim(session, job_id, NOW)
    assert jobs.due(session, NOW + timedelta(minutes=1)) == []
    later = NOW + jobs.STALE + timedelta(seconds=1)
    assert jobs.due(session, later) == [job_id]
    again = jobs.claim(session, job_id, later)
    assert again is not None
    assert again.tries == 2


def test_a_worker_that_says_it_is_alive_keeps_its_job(session: Session) -> None:
    job_id = jobs.add(session, "tidy", {}, NOW)
    assert job_id is not None
    jobs.claim(session, job_id, NOW)
    jobs.beat(session, job_id, NOW + timedelta(minutes=2))
    assert jobs.due(session, NOW + timedelta(minutes=3)) == []


def test_a_job_that_fails_is_tried_four_times(session: Session) -> None:
    job_id = jobs.add(session, "tidy", {}, NOW)
    assert job_id is not None
    now = NOW
    for _ in range(jobs.MOST_TRIES):
        now += timedelta(days=1)
        job = jobs.claim(session, job_id, now)
        assert job is not None
        jobs.fail(session, job, "a reason", now)
    assert jobs.claim(session, job_id, now + timedelta(days=1)) is None


def test_ended_jobs_are_deleted_after_a_month(session: Session) -> None:
    job_id = jobs.add(session, "tidy", {}, NOW)
    assert job_id is not None
    job = jobs.claim(session, job_id, NOW)
    assert job is not None
    jobs.finish(session, job, "done", NOW)
    assert jobs.tidy(session, NOW + timedelta(days=29)) == 0
    assert jobs.tidy(session, NOW + timedelta(days=31)) == 1
