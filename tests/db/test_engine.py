"""Transactions that write hold, whatever else happens."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.db.accounts import Role
from quizapp.db.engine import WrongDatabase, compact_json, open_engine, open_sessions, writing
from quizapp.services.outages import OUTAGES

THREADS, EACH = 4, 25


def test_increments_of_many_threads_all_hold(database: Engine) -> None:
    sessions = open_sessions(database)
    with sessions() as session, writing(session) as connection:
        connection.execute(insert(Role).values(id=1, name="0"))

    def increment() -> None:
        with sessions() as session:
            for _ in range(EACH):
                session.execute(select(Role.name)).all()  # the read transaction of a request
                with writing(session) as connection:
                    count = connection.execute(select(Role.name).with_for_update()).scalar_one()
                    connection.execute(update(Role).values(name=str(int(count) + 1)))

    threads = [threading.Thread(target=increment) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions() as session:
        assert session.execute(select(Role.name)).scalar_one() == str(THREADS * EACH)


def test_an_error_rolls_back(session: Session) -> None:
    def fail() -> None:
        with writing(session) as connection:
            connection.execute(insert(Role).values(name="half"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert session.execute(select(Role.name)).all() == []


def test_writing_inside_writing_is_one_transaction(session: Session, other_session: Session) -> None:
    with writing(session) as connection:
        with writing(session) as inner:
            inner.execute(insert(Role).values(name="inner"))
        assert inner is connection
        assert other_session.execute(select(Role.name)).all() == []
    other_session.rollback()
    assert other_session.execute(select(Role.name)).scalars().all() == ["inner"]


def test_unflushed_changes_are_not_swept_along(session: Session) -> None:
    session.add(Role(name="stray", update_datetime=datetime.now(UTC)))
    with pytest.raises(RuntimeError, match="outside a writing transaction"), writing(session):
        pass


def test_sqlite_is_durable_and_checks_references(sqlite: Engine) -> None:
    with sqlite.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        with pytest.raises(IntegrityError):
            connection.execute(text("INSERT INTO user_role VALUES (1, 1)"))


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/name"])
def test_a_wrong_address_is_said_plainly(url: str) -> None:
    with pytest.raises(WrongDatabase, match="QUIZAPP_DATABASE_URL"):
        open_engine(url)


@pytest.mark.parametrize("value", [{"é": [1, 2.5, None, True]}, "half a pair: \ud800", 10**30])
def test_stored_json_reads_back_as_it_was(value: object) -> None:
    assert json.loads(compact_json(value)) == value


def test_nobody_waits_for_a_lock_for_ever(database: Engine) -> None:
    question = "PRAGMA busy_timeout" if database.dialect.name == "sqlite" else "SHOW lock_timeout"
    with database.connect() as connection:
        assert connection.exec_driver_sql(question).scalar() in (10_000, "10s")


def test_a_lock_that_is_not_had_in_time_is_an_outage(postgres: Engine) -> None:
    with postgres.connect() as holder, postgres.connect() as waiting:
        holder.exec_driver_sql("LOCK TABLE role")
        waiting.exec_driver_sql("SET LOCAL lock_timeout = '10ms'")
        with pytest.raises(OUTAGES):
            waiting.execute(select(Role.name))
