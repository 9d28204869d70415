"""Statements of the answering path: compiled once per kind of database, then sent as they are.

SQLAlchemy Core stays the source of the SQL and of how values are stored; what is saved is looking the
statement up, building its parameters and wrapping its result anew for each answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, Connection, Dialect, Engine, Select, Update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from quizapp.db.base import Base
from quizapp.db.driver import send
from quizapp.db.engine import own_connection

Stored = Callable[[Any], Any]
Row = tuple[Any, ...]


class PreparedRead:
    """A SELECT with named parameters; its rows come as the driver gives them."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Sequence[str] | None, Mapping[str, Any]]] = {}

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Row | None:
        """The first row, or None."""
        rows = self.all(connection, values)
        return rows[0] if rows else None

    def alone(self, session: Session, values: Mapping[str, Any]) -> list[Row]:
        """All rows, for who reads nothing else: in the session's transaction if it has one, else in none.

        One statement sees one state of the database; BEGIN, COMMIT and the session's bookkeeping took longer.
        """
        engine = session.get_bind()
        if session.in_transaction() or not isinstance(engine, Engine):
            return self.all(session.connection(), values)
        with own_connection(session, engine) as connection:
            return self._send(connection, values)

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Row]:
        """All rows."""
        if not connection.in_transaction():
            connection.begin()
        return self._send(connection, values)

    def _send(self, connection: Connection, values: Mapping[str, Any]) -> list[Row]:
        known = self._compiled.get(connection.dialect.name)
        if known is None:
            known = self._compiled[connection.dialect.name] = self._compile(connection.dialect)
        sql, places, own = known
        given = {**own, **values} if own else values
        sent = dict(given) if places is None else tuple([given[name] for name in places])
        return _rows(connection, sql, sent)

    def _compile(self, dialect: Dialect) -> tuple[str, Sequence[str] | None, Mapping[str, Any]]:
        compiled = self._statement.compile(dialect=dialect)
        own = {name: value for name, value in compiled.params.items() if value is not None}
        return str(compiled), compiled.positiontup if compiled.positional else None, own


def _rows(connection: Connection, sql: str, sent: Any) -> list[Row]:
    """The rows of a SELECT."""
    cursor = send(connection, sql, sent)
    rows = list(cursor.fetchall())
    cursor.close()
    return rows


class PreparedUpdate:
    """An UPDATE with named parameters; values are stored as their columns store them."""

    def __init__(self, statement: Update) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Sequence[tuple[str, Stored | None]], bool]] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Send it."""
        dialect = connection.dialect
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = self._compile(dialect)
        sql, places, positional = self._compiled[dialect.name]
        sent = [(name, values[name] if stored is None else stored(values[name])) for name, stored in places]
        send(connection, sql, tuple([value for _, value in sent]) if positional else dict(sent)).close()

    def _compile(self, dialect: Dialect) -> tuple[str, Sequence[tuple[str, Stored | None]], bool]:
        compiled = self._statement.compile(dialect=dialect)
        positional = bool(compiled.positional)
        names = list(compiled.positiontup or ()) if positional else list(compiled.binds)
        places = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names
        ]
        return str(compiled), places, positional


class Prepared:
    """An INSERT of whole rows of one table, with or without writing over the row that is there."""

    def __init__(self, model: type[Base], *, over: Sequence[str] = (), as_text: Collection[str] = ()) -> None:
        """`over`: the key by which a row that is there already is written over. `as_text`: columns of
        JSON that are given as text.
        """
        self._model = model
        self._over = over
        self._as_text = as_text
        self._compiled: dict[str, tuple[str, Sequence[str], Sequence[tuple[int, Stored]], bool]] = {}

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Send the rows; a column that a row does not name is stored as null. Raises IntegrityError."""
        dialect = connection.dialect
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = self._compile(dialect)
        sql, names, turned, positional = self._compiled[dialect.name]
        sent: list[Any] = []
        for row in rows:
            values = list(map(row.get, names))
            for place, stored in turned:
                values[place] = stored(values[place])
            sent.append(values if positional else dict(zip(names, values, strict=True)))
        many = len(sent) != 1
        send(connection, sql, sent if many else sent[0], many=many).close()

    def _compile(self, dialect: Dialect) -> tuple[str, Sequence[str], Sequence[tuple[int, Stored]], bool]:
        """Text, columns, what turns values into stored ones, by place, and whether they go by place."""
        compiled = self._statement(dialect).compile(dialect=dialect, column_keys=self._names)
        types = {column.name: column.type for column in self._model.__table__.columns}
        positional = bool(compiled.positional)
        names = list(compiled.positiontup or ()) if positional else self._names
        turned = [
            (place, stored)
            for place, name in enumerate(names)
            if name not in self._as_text and not isinstance(types[name], Boolean)
            if (stored := types[name].dialect_impl(dialect).bind_processor(dialect)) is not None
        ]
        return str(compiled), names, turned, positional

    def _statement(self, dialect: Dialect) -> Any:
        made = (postgresql if dialect.name == "postgresql" else sqlite).insert(self._model.__table__)
        if not self._over:
            return made
        others = {name: made.excluded[name] for name in self._names if name not in self._over}
        return made.on_conflict_do_update(index_elements=list(self._over), set_=others)

    @property
    def _names(self) -> list[str]:
        return [column.name for column in self._model.__table__.columns]
