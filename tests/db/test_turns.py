"""Threads of one process that write to SQLite: in turn, and none of them in vain."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from quizapp.db.engine import open_engine, open_sessions, writing, writing_core

Writing = Callable[[Session], AbstractContextManager[Connection]]
both = pytest.mark.parametrize("writing", [writing, writing_core])


@both
def test_every_write_of_many_threads_is_kept(tmp_path: Path, writing: Writing) -> None:
    sessions = open_sessions(open_engine(f"sqlite:///{tmp_path / 'turns.sqlite3'}"))
    with sessions() as session, writing(session) as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    def count(_: int) -> None:
        with sessions() as session, writing(session) as connection:
            connection.execute(text("UPDATE counter SET n = n + 1"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(80)))
    with sessions() as session:
        assert session.execute(text("SELECT n FROM counter")).scalar() == 80


@both
def test_a_write_that_fails_gives_the_turn_on(tmp_path: Path, writing: Writing) -> None:
    sessions = open_sessions(open_engine(f"sqlite:///{tmp_path / 'turns.sqlite3'}"))
    try:
        with sessions() as session, writing(session):
            raise RuntimeError("in the middle")
    except RuntimeError:
        pass
    with sessions() as session, writing(session) as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
