"""The migrations make the schema that the models describe, and no step loses data."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, insert, inspect, select, text

from quizapp.db import accounts, library, study  # noqa: F401 (they fill the metadata)
from quizapp.db.accounts import Role, User, user_role
from quizapp.db.base import Base
from quizapp.db.engine import open_engine
from quizapp.services import migration
from quizapp.services.migration import DatabaseUnusable

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without any table."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    else:
        server = open_engine(request.getfixturevalue("postgres_server"))
        name = f"{server.url.database}_fresh"
        with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine = open_engine(server.url.set(database=name).render_as_string(hide_password=False))
        server.dispose()
    yield engine
    engine.dispose()


def test_models_equal_migrations(empty: Engine) -> None:
    migration.upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_up_down_and_up_again(empty: Engine) -> None:
    migration.upgrade(empty)
    migration.downgrade(empty, "base")
    assert inspect(empty).get_table_names() == ["alembic_version"]
    migration.upgrade(empty)
    assert migration.state(empty) == "current"


def test_the_names_of_the_files_tell_the_order_of_the_steps() -> None:
    folder = ScriptDirectory(str(VERSIONS.parent))
    walked = [step.revision for step in folder.walk_revisions()]
    assert list(migration.steps()) == walked[::-1]


def test_steps_keep_the_rows_and_their_children(empty: Engine) -> None:
    first = _first()
    migration.upgrade(empty, first)
    with empty.begin() as connection:
        connection.execute(insert(User).values(id=1, active=True, fs_uniquifier="a"))
        connection.execute(insert(Role).values(id=1, name="learner"))
        connection.execute(insert(user_role).values(user_id=1, role_id=1))
    migration.upgrade(empty)
    migration.downgrade(empty, first)
    migration.upgrade(empty)
    with empty.connect() as connection:
        assert connection.execute(select(func.count()).select_from(user_role)).scalar_one() == 1


def test_an_unmigrated_database_is_said_plainly(empty: Engine) -> None:
    assert migration.state(empty) == "empty"
    with pytest.raises(DatabaseUnusable, match="not migrated"):
        migration.require_current(empty)


def test_a_newer_schema_is_refused(empty: Engine) -> None:
    migration.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'fffffffffff0'"))
    with pytest.raises(DatabaseUnusable, match="newer"):
        migration.require_current(empty)


def test_a_database_of_something_else_is_refused(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE wp_posts (id INTEGER)"))
    with pytest.raises(DatabaseUnusable, match="wp_posts"):
        migration.state(empty)


def test_a_step_does_not_wait_for_ever_for_a_table_in_use(
    empty: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if empty.dialect.name == "sqlite":
        pytest.skip("SQLite waits for ten seconds, whatever is wanted")
    monkeypatch.setattr(migration, "PATIENCE_S", 1)
    migration.upgrade(empty)
    with empty.begin() as busy:
        busy.execute(text("LOCK TABLE learner IN ACCESS SHARE MODE"))
        with pytest.raises(DatabaseUnusable, match="lock timeout"):
            migration.downgrade(empty, "base")
    assert migration.state(empty) == "current"


def test_two_servers_starting_at_once(empty: Engine) -> None:
    faults: list[BaseException] = []

    def start() -> None:
        engine = open_engine(empty.url.render_as_string(hide_password=False))
        try:
            migration.upgrade(engine)
        except BaseException as fault:
            faults.append(fault)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert migration.state(empty) == "current"


def test_a_read_only_or_unreachable_database_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="cannot be used"):
        migration.state(open_engine(f"sqlite:///{tmp_path / 'missing' / 'file.sqlite3'}"))
    with pytest.raises(DatabaseUnusable, match="cannot be used"):
        migration.state(open_engine("postgresql://nobody:secret@127.0.0.1:1/none"))


def test_file_names_tell_when_and_what() -> None:
    for path in VERSIONS.glob("*.py"):
        date, time, revision, slug = path.stem.split("_", 3)
        assert datetime.strptime(f"{date} {time}", "%Y-%m-%d %H%M").replace(tzinfo=UTC)
        assert f'revision: str = "{revision}"' in path.read_text()
        assert slug


def _first() -> str:
    return sorted(path.name for path in VERSIONS.glob("*.py"))[0].split("_")[2]
