"""The inside of an Anki package: note types, decks, notes and their cards, from either schema.

Schema 11 keeps note types and decks as JSON in one row; schema 18 has tables of them, with the templates
in protocol buffers. Nothing of a stranger's file is trusted: only plain tables are read, within bounds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from quizapp.bank.formats.anki import wire
from quizapp.bank.formats.items import FormatError

MOST_STEPS = 2_000_000_000
"""Instructions of SQLite's machine that reading a collection may take."""
STEPS_AT_ONCE = 1_000_000
LONGEST_VALUE = 100_000_000
DIVIDER = "\x1f"
_MODES, _NO_WAL = 18, b"\x01\x01"
"""Where a file says that it has a write-ahead log, which a database in memory cannot have."""
_NEEDED = {"notes": ("id", "mid", "tags", "flds"), "cards": ("nid", "did", "ord")}
_NOTES = (
    "SELECT n.id, n.mid, cast(n.tags AS text), cast(n.flds AS text), c.ord, c.did "
    "FROM notes n LEFT JOIN cards c ON c.nid = n.id ORDER BY n.id, c.ord"
)


@dataclass(frozen=True, slots=True)
class Template:
    """One way in which a note type makes a card."""

    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """What fields a note has, and which cards come of it."""

    name: str
    cloze: bool
    fields: Sequence[str]
    templates: Mapping[int, Template]


_HEADS = {
    "models": "SELECT cast(models AS text) FROM col",
    "decks": "SELECT cast(decks AS text) FROM col",
}
Row = tuple[Any, Any, Any, Any, Any, Any]
"""Note id, note type id, tags, fields, ordinal of the card, deck id."""


class Collection:
    """An open collection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables = _tables(connection)
        for table, columns in _NEEDED.items():
            missing = set(columns) - _columns(connection, self._tables, table)
            if missing:
                raise FormatError(f"this is no Anki collection: its table {table} lacks {sorted(missing)}")

    def note_types(self) -> dict[int, NoteType]:
        """Note types by id. Raises FormatError."""
        return self._new_types() if "notetypes" in self._tables else _old_types(self._json("models"))

    def decks(self) -> dict[int, tuple[str, ...]]:
        """The names of each deck, from the outermost in, by id. Raises FormatError."""
        if "decks" in self._tables:
            rows = self._connection.execute("SELECT id, cast(name AS text) FROM decks")
            return {int(id): tuple(str(name).split(DIVIDER)) for id, name in rows}
        decks = self._json("decks").items()
        return {int(id): tuple(str(deck["name"]).split("::")) for id, deck in decks}

    def rows(self) -> Iterator[Row]:
        """Every note with each of its cards, in the order in which they were made."""
        yield from self._connection.execute(_NOTES)

    def reviews(self) -> int:
        """How many reviews the learning history holds."""
        if "revlog" not in self._tables:
            return 0
        return int(self._connection.execute("SELECT count(*) FROM revlog").fetchone()[0])

    def _json(self, column: str) -> dict[str, Any]:
        if column not in _columns(self._connection, self._tables, "col"):
            raise FormatError(f"this is no Anki collection: it has no {column}")
        row = self._connection.execute(_HEADS[column]).fetchone()
        told = json.loads(row[0]) if row else None
        if not isinstance(told, dict):
            raise FormatError(f"the collection's {column} are no JSON object: export the deck again")
        return told

    def _new_types(self) -> dict[int, NoteType]:
        fields: dict[int, list[str]] = {}
        for id, name in self._connection.execute("SELECT ntid, cast(name AS text) FROM fields ORDER BY ord"):
            fields.setdefault(id, []).append(name)
        templates: dict[int, dict[int, Template]] = {}
        for id, ordinal, name, config in self._connection.execute(
            "SELECT ntid, ord, cast(name AS text), cast(config AS blob) FROM templates"
        ):
            made = Template(name, wire.text(config, 1), wire.text(config, 2))
            templates.setdefault(id, {})[ordinal] = made
        types = self._connection.execute("SELECT id, cast(name AS text), cast(config AS blob) FROM notetypes")
        return {
            id: NoteType(name, wire.number(config, 1) == 1, fields.get(id, []), templates.get(id, {}))
            for id, name, config in types
        }


@contextmanager
def open_collection(content: bytes) -> Iterator[Collection]:
    """A collection held in memory. Raises FormatError for all that is wrong with it, while reading too."""
    steps = iter(range(MOST_STEPS // STEPS_AT_ONCE))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.text_factory = _text
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.set_progress_handler(lambda: next(steps, None) is None, STEPS_AT_ONCE)
        try:
            connection.deserialize(content[:_MODES] + _NO_WAL + content[_MODES + len(_NO_WAL) :])
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            yield Collection(connection)
        except (sqlite3.Error, OverflowError, MemoryError) as error:
            raise FormatError(f"the collection in the package is damaged: {error}") from error
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            reason = f"{type(error).__name__}: {error}"[:200]
            raise FormatError(f"the collection in the package is not as Anki writes it ({reason})") from error


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _tables(connection: sqlite3.Connection) -> set[str]:
    """Ordinary tables alone: a view or a virtual table could do anything."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {name for name, sql in rows if str(sql).upper().startswith("CREATE TABLE")}


def _columns(connection: sqlite3.Connection, tables: set[str], table: str) -> set[str]:
    """The stored columns of a table; those that are computed have another mark than 0."""
    if table not in tables:
        return set()
    return {row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})") if row[6] == 0}


def _old_types(models: dict[str, Any]) -> dict[int, NoteType]:
    return {int(id): _old_type(model) for id, model in models.items()}


def _old_type(model: dict[str, Any]) -> NoteType:
    fields = sorted(model["flds"], key=lambda one: int(one.get("ord", 0)))
    templates = {
        int(one.get("ord", place)): Template(str(one["name"]), str(one["qfmt"]), str(one["afmt"]))
        for place, one in enumerate(model["tmpls"])
    }
    names = [str(one["name"]) for one in fields]
    return NoteType(str(model["name"]), model.get("type") == 1, names, templates)
