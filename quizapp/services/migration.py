"""Bringing the database to the schema this program knows, and saying what state it is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError, OperationalError

from quizapp.config import shipped
from quizapp.core.errors import QuizappError
from quizapp.db.engine import BUSY_SECONDS, WRITING

# Alembic is imported only where something is migrated: it takes a tenth of a start.
if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 7_231_894_471
"""Advisory lock under which PostgreSQL is migrated, so that two starting servers do not collide."""
_ALEMBIC = Lock()
"""Alembic keeps the running migration in a global."""
PATIENCE_S = 10
"""How long a step waits for a table in use: everybody else waits behind it."""
VERSIONS = "alembic_version"
ADVICE: Mapping[str, str] = {
    "readonly database": "let quizapp's user write the file and its folder",
    "unable to open database file": "let quizapp's user read and write the file, its -wal and its folder",
    "disk is full": "make room and start again",
    "disk I/O error": "see whether the disk is full or broken",
    "malformed": "restore a backup into another folder (`quizapp restore`)",
    "not a database": "name quizapp's own file, or restore a backup",
}
"""What to do about what SQLite says."""
State = Literal["empty", "old", "current", "newer"]


class DatabaseUnusable(QuizappError):
    """The database cannot be reached, read or written, or its schema is not ours."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate to a revision. Raises DatabaseUnusable; if a step fails, nothing is changed."""
    from alembic import command

    with _migrating(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Migrate back to a revision ("base" empties the database). Raises DatabaseUnusable."""
    from alembic import command

    with _migrating(engine) as config:
        command.downgrade(config, revision)


def head() -> str:
    """The revision of the schema that this program knows."""
    return steps()[-1]


def steps() -> Sequence[str]:
    """All revisions of the schema, oldest first: migrations' files are named by date, time and revision."""
    return [path.name.split("_")[2] for path in sorted(shipped("migrations").glob("versions/*.py"))]


def state(engine: Engine) -> State:
    """How the database's schema stands to ours. Raises DatabaseUnusable when it cannot be read."""
    with said_plainly(engine), engine.connect() as connection:
        found = _revision(connection)
        if found is None:
            tables = [name for name in inspect(connection).get_table_names() if name != VERSIONS]
            if tables:
                raise DatabaseUnusable(
                    f"{_place(engine)} holds tables of something else ({tables[0]} …); give quizapp its own"
                )
            return "empty"
    known = steps()
    if found == known[-1]:
        return "current"
    return "old" if found in known else "newer"


def _revision(connection: Connection) -> str | None:
    """The revision that alembic noted in the database."""
    if not inspect(connection).has_table(VERSIONS):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def require_current(engine: Engine) -> None:
    """Raise DatabaseUnusable, with what to do, unless the schema is the one this program knows."""
    found = state(engine)
    if found == "newer":
        raise DatabaseUnusable(
            f"{_place(engine)} was made by a newer quizapp; install that version or restore an older backup"
        )
    if found != "current":
        raise DatabaseUnusable(f"{_place(engine)} is not migrated yet; `quizapp run` does it")


def bring_up(engine: Engine) -> None:
    """Migrate unless the schema is ours already. Raises DatabaseUnusable, also for a newer schema."""
    found = state(engine)
    if found == "newer":
        require_current(engine)
    if found != "current":
        upgrade(engine)


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    """A connection on which alembic may work: alone, and on SQLite with foreign keys off.

    SQLite changes a table by copying and dropping it; with foreign keys on, the drop would delete every
    row that refers to it. They cannot be switched inside a transaction.
    """
    with _ALEMBIC, said_plainly(engine), engine.connect() as opened:
        connection = opened.execution_options(**{WRITING: True})
        config = _config(connection)
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("SET lock_timeout = 0")  # whoever migrates first may take long
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
            connection.exec_driver_sql(f"SET lock_timeout = '{PATIENCE_S}s'")
            connection.commit()
            try:
                yield config
            finally:
                connection.rollback()
                connection.exec_driver_sql(f"SET lock_timeout = '{BUSY_SECONDS}s'")
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
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(hour).2d%%(minute).2d_%%(rev)s_%%(slug)s"
    )
    config.attributes["connection"] = connection
    return config


@contextmanager
def said_plainly(engine: Engine) -> Iterator[None]:
    """Turn what the database refuses meanwhile into DatabaseUnusable: which database, why, what to do."""
    try:
        yield
    except DBAPIError as error:
        refused = "cannot be used" if isinstance(error, OperationalError) else "refused"
        raise DatabaseUnusable(f"{_place(engine)} {refused}: {_reason(error)}") from error


def _place(engine: Engine) -> str:
    return f"the database {engine.url.render_as_string(hide_password=True)}"


def _reason(error: DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()[0]
    advice = next((advice for sign, advice in ADVICE.items() if sign in said), "")
    return f"{said}; {advice}" if advice else said
