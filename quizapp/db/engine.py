"""Engines, sessions and transactions on SQLite and PostgreSQL.

SQLite is opened in WAL mode with `synchronous=FULL`: what was acknowledged survives a crash. The driver
begins no transactions by itself (its default loses updates silently); an event sends BEGIN, and BEGIN
IMMEDIATE where the transaction is going to write, since a read transaction cannot always be upgraded.
"""

from __future__ import annotations

import json
import math
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from pydantic_core import PydanticSerializationError, to_json
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from quizapp.core.errors import QuizappError
from quizapp.db.base import Base
from quizapp.db.driver import send

BUSY_SECONDS = 10
CONNECT_SECONDS = 5
GONE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""When a PostgreSQL server that answers nothing is given up; seconds, but the last in milliseconds."""
WRITING = "quizapp_writing"
"""Execution option and session mark of a transaction that is going to write."""
OWN = "quizapp_own_connection"
PRAGMAS = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -32000",
    "PRAGMA temp_store = MEMORY",
)


_turns: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()
_patient = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class WrongDatabase(QuizappError):
    """The database's address cannot be used."""


def open_engine(url: str) -> Engine:
    """An engine for a SQLite or PostgreSQL address; connects to nothing yet. Raises WrongDatabase."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(
            address,
            json_serializer=compact_json,
            # Who began a transaction ends it; a connection on which none was begun has nothing to roll back.
            pool_reset_on_return=None,
            # The connection used last still knows the pages it read; another's were written over since.
            pool_use_lifo=True,
            connect_args={"isolation_level": None, "timeout": BUSY_SECONDS, "check_same_thread": False},
        )
    else:
        engine = create_engine(
            address,
            json_serializer=compact_json,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS, **GONE},
        )
    return prepare(engine)


def prepare(engine: Engine) -> Engine:
    """Give an engine that something else made our pragmas and transactions."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
        _turns[engine] = threading.Lock()
    else:
        event.listen(engine, "connect", _set_patience)
    return engine


def open_sessions(engine: Engine) -> sessionmaker[Session]:
    """A maker of sessions; objects stay usable after a commit."""
    return sessionmaker(engine, class_=OwnSession, expire_on_commit=False)


class ClosesItsOwn:
    """A session that gives back the connection it lent to those who use Core alone."""

    info: dict[Any, Any]

    def close(self) -> None:
        """End the session."""
        own: Connection | None = self.info.pop(OWN, None)
        if own is not None:
            own.close()
        super().close()  # type: ignore[misc]


class OwnSession(ClosesItsOwn, Session):
    """A session outside the web application."""


@contextmanager
def own_connection(session: Session, engine: Engine) -> Iterator[Connection]:
    """A connection beside the session's, in no transaction.

    On SQLite it is the same one until the session is closed: taking one from the pool and giving it back
    costs as much as three statements. On PostgreSQL a read begins a transaction, which ends with the loan.
    """
    if engine.dialect.name != "sqlite":
        with engine.connect() as connection:
            yield connection
        return
    own: Connection | None = session.info.get(OWN)
    if own is None or own.closed or own.invalidated:
        own = session.info[OWN] = engine.connect()
    yield own


@contextmanager
def writing(session: Session) -> Iterator[Connection]:
    """A fresh transaction that writes: commits at the end, rolls back on any error.

    Ends the session's read transaction first, so that everything is read anew under the write lock.
    Inside another `writing` of the same session it joins that one.
    """
    if session.info.get(WRITING):
        yield session.connection()
        return
    with _turn_to_write(session):
        connection = begin_writing(session)
        session.info[WRITING] = True
        try:
            yield connection
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop(WRITING, None)


@contextmanager
def _turn_to_write(session: Session) -> Iterator[None]:
    """Let the threads of a process write to SQLite in turn, each as soon as the one before is done.

    SQLite itself lets those who wait sleep for 1, 2, 5 … 100 ms at a time; whoever wakes first goes on.
    """
    bind = session.get_bind()
    turn = _turns.get(bind.engine) if bind.dialect.name == "sqlite" else None
    if turn is None:
        yield
        return
    held = turn.acquire(timeout=BUSY_SECONDS)
    try:
        yield
    finally:
        if held:
            turn.release()


@contextmanager
def writing_core(session: Session) -> Iterator[Connection]:
    """The same for who uses Core alone: on a connection of its own, without the session's bookkeeping."""
    engine = session.get_bind()
    if session.info.get(WRITING) or not isinstance(engine, Engine):
        with writing(session) as connection:
            yield connection
        return
    _end_reading(session)
    with _turn_to_write(session), own_connection(session, engine) as own:
        connection = own.execution_options(**{WRITING: True})
        with connection.begin():
            yield connection


def begin_writing(session: Session) -> Connection:
    """End the session's read transaction and begin one that writes; its user commits.

    For libraries that write through the session by themselves, before they read anything.
    """
    _end_reading(session)
    return session.connection(execution_options={WRITING: True})


def _end_reading(session: Session) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("the session holds changes from outside a writing transaction")
    if session.in_transaction():
        session.commit()


def insert_into(connection: Connection, model: type[Base]) -> Any:
    """An INSERT that knows ON CONFLICT, which both databases have and word alike."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(model.__table__)


def compact_json(value: Any) -> str:
    """JSON without blanks, as it is stored."""
    try:
        return to_json(value).decode()
    except PydanticSerializationError:  # half a surrogate pair, which is no UTF-8
        return _patient(value)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: the port is no number
        raise WrongDatabase(
            "QUIZAPP_DATABASE_URL is no database address; write sqlite:///path or postgresql://user@host/name"
        ) from error
    backend = address.get_backend_name()
    if backend not in ("sqlite", "postgresql", "postgres"):
        raise WrongDatabase(f"QUIZAPP_DATABASE_URL: {backend} is not supported; use sqlite or postgresql")
    if backend == "sqlite":
        if address.database in (None, "", ":memory:"):
            raise WrongDatabase("QUIZAPP_DATABASE_URL: name a file; a database in memory is lost at the end")
        return address
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise WrongDatabase("PostgreSQL needs the extra: pip install 'quizapp[postgres]'") from error
    return address.set(drivername="postgresql+psycopg")


def _set_pragmas(driver: Any, _record: object) -> None:
    cursor = driver.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    try:
        cursor.execute("SELECT pow(2, 3)")
    except sqlite3.OperationalError:  # a build without mathematics; its own is faster than ours
        driver.create_function("pow", 2, math.pow, deterministic=True)
    cursor.close()


def _set_patience(driver: Any, _record: object) -> None:
    """Wait for a lock as long as on SQLite, and no longer: whoever holds it may hang."""
    driver.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    driver.commit()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITING)
    send(connection, "BEGIN IMMEDIATE" if writes else "BEGIN").close()
