"""Everything that is stored about a learner, as one ZIP of JSON and CSV, written while it is read."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, select
from sqlalchemy.orm import Session

from quizapp.db.accounts import ApiToken, Passkey, Role, User, user_role
from quizapp.db.base import Base
from quizapp.db.distribution import KEY, is_learner_owned
from quizapp.db.library import CardKey, SetRow
from quizapp.db.study import Learner
from quizapp.services.errors import NotFound

ROWS_AT_ONCE = 500
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "day_total": frozenset({"session"}),
    "calendar_feed": frozenset({"hash"}),
}
"""Not about the learner: the day's working memory with its unanswered questions, and hashes of secrets."""
ABOUT = (
    "Everything that this site has stored about you: everything.json holds all of it, and csv/ the same\n"
    "tables for a spreadsheet. Times are UTC. `review` is the log of your answers, `card` what the program\n"
    "believes you remember. Passwords and secrets are not in it.\n"
)
Row = dict[str, Any]


def tables() -> Sequence[Table]:
    """The tables whose rows belong to learners."""
    return [table for table in Base.metadata.sorted_tables if is_learner_owned(table)]


def archive(session: Session, learner_id: int) -> Iterator[bytes]:
    """The ZIP, piece by piece. Raises NotFound before the first one.

    It is read by a connection of its own, as everything stood at the beginning: a request's session is
    closed before its answer has been sent.
    """
    if session.execute(select(Learner.learner_id).where(Learner.learner_id == learner_id)).first() is None:
        raise NotFound("there is no such learner")
    return _written(session.connection().engine, learner_id)


def _written(engine: Engine, learner_id: int) -> Iterator[bytes]:
    pipe = _Pipe()
    with _snapshot(engine) as connection, zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", ABOUT)
        for name, pieces in _files(connection, learner_id):
            with archive.open(name, "w") as file:
                for piece in pieces:
                    file.write(piece.encode())
                    yield from pipe.taken()
    yield from pipe.taken()


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees no later change; on SQLite every transaction is such a one."""
    with engine.connect() as connection:
        wanted = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        yield connection.execution_options(**wanted)


def _files(connection: Connection, learner_id: int) -> Iterator[tuple[str, Iterator[str]]]:
    """Each file's name and its text."""
    yield "everything.json", _json(connection, learner_id)
    for name, query in _queries(learner_id):
        yield f"csv/{name}.csv", _csv(connection, query)


def _queries(learner_id: int) -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    """What is read, by the name under which it is told."""
    for table in tables():
        yield table.name, _own(table, learner_id)
    yield (
        "account",
        select(User.username, User.email, User.active, User.create_datetime, User.last_login_at)
        .add_columns(Role.name.label("role"))
        .outerjoin(user_role, user_role.c.user_id == User.id)
        .outerjoin(Role, Role.id == user_role.c.role_id)
        .where(User.learner_id == learner_id),
    )
    yield (
        "api_token",
        select(ApiToken.label, ApiToken.scopes, ApiToken.created_at, ApiToken.expires_at, ApiToken.revoked_at)
        .join(User, User.id == ApiToken.user_id)
        .where(User.learner_id == learner_id),
    )
    yield (
        "passkey",
        select(Passkey.name, Passkey.create_datetime, Passkey.lastuse_datetime)
        .join(User, User.id == Passkey.user_id)
        .where(User.learner_id == learner_id),
    )


def _own(table: Table, learner_id: int) -> Select[*tuple[Any, ...]]:
    """A learner's rows of a table, with the names of the cards and sets that it only numbers."""
    hidden = LEFT_OUT.get(table.name, frozenset())
    query: Select[Any] = select(*(column for column in table.columns if column.name not in hidden))
    if "card_id" in table.columns:
        query = query.add_columns(CardKey.key.label("card")).outerjoin(CardKey, CardKey.id == table.c.card_id)
    if "set_id" in table.columns:
        query = query.add_columns(SetRow.slug.label("set")).outerjoin(SetRow, SetRow.id == table.c.set_id)
    return query.where(table.c[KEY] == learner_id).order_by(*_order(table))


def _order(table: Table) -> Sequence[ColumnElement[Any]]:
    return [table.c.sequence] if "sequence" in table.c and table.name == "review" else [*table.primary_key]


def _rows(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[Row]:
    """The rows, never all of them at once."""
    result = connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE))
    for row in result.mappings():
        yield dict(row)


def _json(connection: Connection, learner_id: int) -> Iterator[str]:
    before = "{"
    for name, query in _queries(learner_id):
        yield f"{before}\n{json.dumps(name)}: ["
        between = "\n"
        for row in _rows(connection, query):
            yield between + json.dumps(row, default=_plain, ensure_ascii=False)
            between = ",\n"
        yield "]"
        before = ","
    yield "\n}\n"


def _csv(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[str]:
    yield _line([column.key for column in query.selected_columns])
    for row in _rows(connection, query):
        yield _line([_cell(value) for value in row.values()])


def _line(cells: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else _text(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and text else text


def _text(value: object) -> str:
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, default=_plain, ensure_ascii=False)
    return str(_plain(value))


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be told as JSON")


class _Pipe(io.RawIOBase):
    """What is written goes straight on; nothing can be read or sought."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, piece: Any) -> int:
        """Keep a piece until it is taken."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> Iterator[bytes]:
        """The pieces written since the last time."""
        pieces, self._pieces = self._pieces, []
        yield from pieces
