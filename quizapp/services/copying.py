"""Every row of a database as plain values: for copying to another database, for backups, and for comparing.

Values pass through the models' column types, so that a row reads the same on SQLite and PostgreSQL. A table
is compared by its number of rows and a hash that does not depend on their order.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    DateTime,
    Engine,
    LargeBinary,
    Table,
    column,
    func,
    insert,
    inspect,
    select,
    table,
)
from sqlalchemy.sql.expression import TableClause

from quizapp.core.errors import QuizappError
from quizapp.db import accounts, library, study  # noqa: F401 (they fill the metadata)
from quizapp.db.base import Base, Day, Id, Instant
from quizapp.db.engine import WRITING

BATCH = 1000
HASH_BITS = 256


class NotEqual(QuizappError):
    """A copy does not hold what its source holds."""


@dataclass(slots=True)
class Tally:
    """How many rows, and the sum of their hashes."""

    rows: int = 0
    sum: int = 0

    def add(self, line: str) -> None:
        """Count one row, given as its line."""
        digest = hashlib.sha256(line.encode()).digest()
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(digest)) % 2**HASH_BITS

    @property
    def hash(self) -> str:
        """The sum in hex."""
        return f"{self.sum:064x}"


def tables() -> Sequence[Table]:
    """All tables, each after those it refers to."""
    return Base.metadata.sorted_tables


def rows(connection: Connection, of: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table in the order of its key, without holding them all in memory."""
    query = select(of).order_by(*of.primary_key.columns)
    result = connection.execution_options(yield_per=BATCH).execute(query)
    for row in result.mappings():
        yield dict(row)


def line(row: Mapping[str, Any]) -> str:
    """A row as one line of canonical JSON."""
    return json.dumps(row, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def row_of(line: str, of: Table) -> dict[str, Any]:
    """A row read back from its line, by the types of the table's columns."""
    values = json.loads(line)
    return {name: _typed(of, name, value) for name, value in values.items()}


def tally(connection: Connection, of: Table) -> Tally:
    """Count and hash a table."""
    found = Tally()
    for row in rows(connection, of):
        found.add(line(row))
    return found


def write(connection: Connection, of: Table, given: Iterable[dict[str, Any]]) -> None:
    """Insert rows with the columns they have, which are those of an older schema or of this one."""
    left = iter(given)
    while batch := list(islice(left, BATCH)):
        connection.execute(insert(_with_columns(of, batch[0])), batch)


def present(connection: Connection) -> Sequence[Table]:
    """Those of our tables that the database has: one of an older schema lacks some."""
    there = set(inspect(connection).get_table_names())
    return [each for each in tables() if each.name in there]


def empty(connection: Connection) -> None:
    """Delete every row."""
    for each in reversed(present(connection)):
        connection.execute(each.delete())


def advance_sequences(connection: Connection) -> None:
    """Let PostgreSQL's generated keys go on after the highest one copied; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for each in present(connection):
        key = each.autoincrement_column
        highest = None if key is None else connection.scalar(select(func.max(key)))
        if key is not None and highest:
            name = func.pg_get_serial_sequence(f'"{each.name}"', key.name)
            connection.execute(select(func.setval(name, highest)))


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is at this moment, whatever others write meanwhile."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def move(source: Engine, target: Engine) -> Mapping[str, Tally]:
    """Copy every row into an empty database of the same schema, in one transaction, and compare.

    Returns what each table holds. Raises NotEqual when a table of the copy differs or was not empty;
    then nothing is kept in the target.
    """
    moved = {}
    with snapshot(source) as old, target.connect() as new, new.execution_options(**{WRITING: True}).begin():
        for each in tables():
            if new.execute(select(each).limit(1)).first():
                raise NotEqual(f"the target's table {each.name} is not empty; give an empty database")
            write(new, each, rows(old, each))
        advance_sequences(new)
        for each in tables():
            moved[each.name] = tally(old, each)
            if tally(new, each) != moved[each.name]:
                raise NotEqual(f"the table {each.name} came over differently; nothing was kept")
    return moved


def _plain(value: object) -> object:
    match value:
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    raise TypeError(f"no plain form for {type(value).__name__}")


def _typed(of: Table, name: str, value: Any) -> Any:
    if value is None or name not in of.columns:
        return value
    match of.columns[name].type:
        case Instant() | DateTime():
            return datetime.fromisoformat(value)
        case Day():
            return date.fromisoformat(value)
        case Id():
            return UUID(value)
        case LargeBinary():
            return base64.b64decode(value)
    return value


def _with_columns(of: Table, row: Mapping[str, Any]) -> Table | TableClause:
    if row.keys() == set(of.columns.keys()):
        return of
    return table(of.name, *(of.columns[n]._copy() if n in of.columns else column(n) for n in row))
