"""Bringing the database to the schema this program knows, and saying what state it is in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError, OperationalError

from quizapp.config import shipped
from quizapp.core.errors import QuizappError
from quizapp.db.engine import WRITING

LOCK = 7_231_894_471
"""Advisory lock under which PostgreSQL is migrated, so that two starting servers do not collide."""
_ALEMBIC = Lock()
"""Alembic keeps the running migration in a global."""
State = Literal["empty", "old", "current", "newer"]


class DatabaseUnusable(QuizappError):
    """The database cannot be reached, read or written, or its schema is not ours."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate to a revision. Raises DatabaseUnusable; if a step fails, nothing is changed."""
    with _migrating(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Migrate back to a revision ("base" empties the database). Raises DatabaseUnusable."""
    with _migrating(engine) as config:
        command.downgrade(config, revision)


def head() -> str:
    """The revision of the schema that this program knows."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None
    return found


def state(engine: Engine) -> State:
    """How the database's schema stands to ours. Raises DatabaseUnusable when it cannot be read."""
    with _said_plainly(engine), engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        if found is None:
            tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
            if tables:
                raise DatabaseUnusable(
                    f"{_place(engine)} holds tables of something else ({tables[0]} …); give quizapp its own"
                )
            return "empty"
    script = ScriptDirectory.from_config(_config())
    if found == script.get_current_head():
        return "current"
    known = {step.revision for step in script.walk_revisions()}
    return "old" if found in known else "newer"


def require_current(engine: Engine) -> None:
    """Raise DatabaseUnusable, with what to do, unless the schema is the one this program knows."""
    found = state(engine)
    if found == "newer":
        raise DatabaseUnusable(
            f"{_place(engine)} was made by a newer quizapp; install that version or restore an older backup"
        )
    if found != "current":
        raise DatabaseUnusable(f"{_place(engine)} is not migrated yet; `quizapp run` does it")


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    """A connection on which alembic may work: alone, and on SQLite with foreign keys off.

    SQLite changes a table by copying and dropping it; with foreign keys on, the drop would delete every
    row that refers to it. They cannot be switched inside a transaction.
    """
    with _ALEMBIC, _said_plainly(engine), engine.connect() as opened:
        connection = opened.execution_options(**{WRITING: True})
        config = _config(connection)
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
            connection.commit()
            try:
                yield config
            finally:
                connection.rollback()
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({LOCK})")
                connection.commit()
            return
        _set_foreign_keys(connection, "OFF")
        try:
            yield config
            _check_references(connection)
        finally:
            connection.rollback()
            _set_foreign_keys(connection, "ON")


def _set_foreign_keys(connection: Connection, state: Literal["ON", "OFF"]) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys = {state}")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    connection.rollback()
    if broken:
        table, _row, parent, _number = broken[0]
        raise DatabaseUnusable(
            f"after migrating, {len(broken)} rows of {table} refer to missing rows of {parent}; "
            "restore the backup and report this"
        )


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(hour).2d%%(minute).2d_%%(rev)s_%%(slug)s"
    )
    config.attributes["connection"] = connection
    return config


@contextmanager
def _said_plainly(engine: Engine) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise DatabaseUnusable(f"{_place(engine)} cannot be used: {_reason(error)}") from error
    except DBAPIError as error:
        raise DatabaseUnusable(f"{_place(engine)} refused: {_reason(error)}") from error


def _place(engine: Engine) -> str:
    return f"the database {engine.url.render_as_string(hide_password=True)}"


def _reason(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0]
