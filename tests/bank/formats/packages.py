"""Anki packages for tests, in either schema, said in few words."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BASIC = (["Front", "Back"], [("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")])
REVERSED = (["Front", "Back"], [*BASIC[1], ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}")])
TYPED = (["Front", "Back"], [("{{Front}} {{type:Back}}", "{{FrontSide}}<hr id=answer>{{type:Back}}")])
CLOZE = (["Text", "Extra"], [("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}")])
NoteType = tuple[Sequence[str], Sequence[tuple[str, str]]]
TABLES = (
    "CREATE TABLE notes (id integer primary key, mid integer, tags text, flds text);"
    "CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer);"
)


@dataclass
class Package:
    """A package under construction; each note is (fields, ordinals of its cards)."""

    note_type: NoteType = BASIC
    notes: Sequence[tuple[Sequence[str], Sequence[int]]] = ()
    cloze: bool = False
    tags: str = ""
    decks: Mapping[int, str] = field(default_factory=lambda: {1: "Deck"})

    def old(self, name: str = "collection.anki2", more: str = "") -> bytes:
        """Schema 11: JSON in the row of `col`."""
        models = {"1": {"name": "type", "type": int(self.cloze), "flds": [], "tmpls": []}}
        models["1"]["flds"] = [{"name": one, "ord": at} for at, one in enumerate(self.note_type[0])]
        models["1"]["tmpls"] = [
            {"name": f"card {at}", "ord": at, "qfmt": front, "afmt": back}
            for at, (front, back) in enumerate(self.note_type[1])
        ]
        decks = {str(id): {"name": name} for id, name in self.decks.items()}
        col = "CREATE TABLE col (models text, decks text)"
        connection = self._filled(f"{TABLES} {col}; {more}")
        connection.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps(decks)))
        return archive({name: stored(connection), "media": b"{}"})

    def new(self) -> bytes:
        """Schema 18: tables, protocol buffers and Zstandard."""
        connection = self._filled(
            f"{TABLES} CREATE TABLE col (id integer);"
            "CREATE TABLE notetypes (id integer, name text COLLATE unicase, config blob);"
            "CREATE TABLE fields (ntid integer, ord integer, name text);"
            "CREATE TABLE templates (ntid integer, ord integer, name text, config blob);"
            "CREATE TABLE decks (id integer, name text)"
        )
        connection.execute("INSERT INTO notetypes VALUES (1, 'type', ?)", (bytes([8, int(self.cloze)]),))
        for at, name in enumerate(self.note_type[0]):
            connection.execute("INSERT INTO fields VALUES (1, ?, ?)", (at, name))
        for at, (front, back) in enumerate(self.note_type[1]):
            config = message(1, front) + message(2, back)
            connection.execute("INSERT INTO templates VALUES (1, ?, 'card', ?)", (at, config))
        for id, name in self.decks.items():
            connection.execute("INSERT INTO decks VALUES (?, ?)", (id, name.replace("::", "\x1f")))
        old = Package(notes=[(["Please update", ""], [0])]).old()
        dummy = zipfile.ZipFile(io.BytesIO(old)).read("collection.anki2")
        packed = zstd.compress(stored(connection))
        return archive(
            {"meta": b"\x08\x03", "collection.anki21b": packed, "collection.anki2": dummy, "media": b""}
        )

    def _filled(self, tables: str) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:")
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.executescript(tables)
        last = max(self.decks)
        for id, (fields, ordinals) in enumerate(self.notes, 100):
            row = (id, 1, self.tags, "\x1f".join(fields))
            connection.execute("INSERT INTO notes VALUES (?, ?, ?, ?)", row)
            for ordinal in ordinals:
                connection.execute("INSERT INTO cards VALUES (NULL, ?, ?, ?)", (id, last, ordinal))
        return connection


def stored(connection: sqlite3.Connection) -> bytes:
    """The bytes of a database."""
    connection.commit()
    return connection.serialize()


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return made.getvalue()


def message(number: int, text: str) -> bytes:
    """One text field of a protocol buffer."""
    content = text.encode()
    length, size = bytearray(), len(content)
    while size > 0x7F:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([number << 3 | 2, *length, size]) + content


def items(package: bytes) -> list[Any]:
    """What is read of a package."""
    from quizapp.bank.formats import anki

    return anki.read(io.BytesIO(package), "deck.apkg").items
