"""Writing an Anki package of schema 11, which every version of Anki reads.

Choices are put on flashcards that list the options, so that no kind of question is lost; typed answers
stay typed, and blanks stay deletions.
"""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from html import escape
from typing import Any

from quizapp.bank.formats.anki.collection import DIVIDER
from quizapp.bank.formats.answers import in_words, lettered
from quizapp.bank.formats.items import BLANK, Item, Remark, Writing

DECK = 1_700_000_000_000
"""Number of the deck; those of notes and cards follow it, as times in milliseconds would."""
MADE = 1_700_000_000
"""The moment that all rows bear, in seconds since 1970: equal items give equal files."""
BASIC, TYPED, CLOZE = 1_650_000_000_001, 1_650_000_000_002, 1_650_000_000_003
_TABLES = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null,
  due integer not null, ivl integer not null, factor integer not null, reps integer not null,
  lapses integer not null, left integer not null, odue integer not null, odid integer not null,
  flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null,
  ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null,
  time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
"""
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
_COLLECTION = "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')"


def package(title: str, items: Sequence[Item]) -> Writing:
    """The package of one deck."""
    remarks = [remark for item in items if (remark := _loss(item))]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_TABLES)
        connection.execute(_COLLECTION, (MADE, MADE * 1000, MADE * 1000, *map(json.dumps, _head(title))))
        rows = [_row(place, item) for place, item in enumerate(items, 1)]
        connection.executemany(_NOTE, [note for note, _ in rows])
        connection.executemany(_CARD, [card for _, card in rows])
        connection.commit()
        content = connection.serialize()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (("collection.anki2", content), ("media", b"{}")):
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return Writing(packed.getvalue(), remarks)


def _loss(item: Item) -> Remark | None:
    if item.kind in ("flashcard", "typed", "cloze"):
        return None
    return Remark(item.id, 0, "info", f"a {item.kind} question became a card with two sides")


def _row(place: int, item: Item) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The row of the note and that of its card."""
    number = DECK + place
    model, fields = _fields(item)
    guid = hashlib.sha256(item.id.encode()).hexdigest()[:16]
    first = fields[0]
    checksum = int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = f" {'_'.join(item.topic.split())} " if item.topic else ""
    note = (number, guid, model, MADE, tags, DIVIDER.join(fields), first, checksum)
    return note, (number, number, DECK, MADE, place)


def _fields(item: Item) -> tuple[int, list[str]]:
    if item.kind == "cloze" and item.stem.count(BLANK) == 1 and "}}" not in str(item.key):
        filled = item.stem.replace(BLANK, str(item.key))
        note = "" if item.statement == filled else item.statement
        return CLOZE, [_html(item.stem).replace(BLANK, "{{c1::" + _html(str(item.key)) + "}}"), _html(note)]
    if item.kind in ("typed", "number", "date", "cloze"):
        return TYPED, [_html(item.stem), _html(str(item.key)), _html(item.statement)]
    return BASIC, [_html(_front(item)), _html(in_words(item)), _html(item.statement)]


def _front(item: Item) -> str:
    offered = [f"{letter}) {text}" for letter, text in lettered(item.options).items()]
    matched = [f"{number}. {one.text}" for number, one in enumerate(item.targets, 1)]
    return "\n".join([item.stem, *offered, *matched])


def _html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _head(title: str) -> tuple[Any, ...]:
    """Settings, note types, decks and their options."""
    models = {
        str(BASIC): _model(BASIC, "quizapp: two sides", ("Front", "Back", "Note"), "{{Front}}", "{{Back}}"),
        str(TYPED): _model(
            TYPED, "quizapp: typed", ("Front", "Back", "Note"), "{{Front}}\n\n{{type:Back}}", "{{type:Back}}"
        ),
        str(CLOZE): _model(CLOZE, "quizapp: cloze", ("Text", "Note"), "{{cloze:Text}}", "", cloze=True),
    }
    decks = {str(number): _deck(number, name) for number, name in ((1, "Default"), (DECK, title or "Set"))}
    settings = {"nextPos": 1, "curDeck": DECK, "activeDecks": [DECK], "curModel": str(BASIC)}
    options = {"1": {"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True}}
    options["1"] |= {"timer": 0, "replayq": True, "new": _NEW, "rev": _REV, "lapse": _LAPSE, "dyn": False}
    return settings, models, decks, options


_NEW = {"bury": True, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20}
_REV = {"bury": True, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 200}
_LAPSE = {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0}


def _model(
    number: int, name: str, fields: Sequence[str], front: str, back: str, *, cloze: bool = False
) -> dict[str, Any]:
    told = front if cloze else f"{{{{FrontSide}}}}\n\n<hr id=answer>\n\n{back}"
    template = {"name": "Card 1", "ord": 0, "qfmt": front, "afmt": f"{told}<br>\n{{{{Note}}}}", "did": None}
    css = ".card { font-family: sans-serif; font-size: 20px; text-align: center; }"
    made = [
        {"name": one, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
        for place, one in enumerate(fields)
    ]
    return {
        "id": number,
        "name": name,
        "type": int(cloze),
        "mod": MADE,
        "usn": -1,
        "sortf": 0,
        "did": DECK,
        "tmpls": [template | {"bqfmt": "", "bafmt": ""}],
        "flds": made,
        "css": css + " .cloze { font-weight: bold; }" * cloze,
        "latexPre": "",
        "latexPost": "",
        "tags": [],
        "vers": [],
        "req": [[0, "any", [0]]],
    }


def _deck(number: int, name: str) -> dict[str, Any]:
    counts = {key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")}
    plain = {"desc": "", "dyn": 0, "collapsed": False, "conf": 1, "extendNew": 10, "extendRev": 50, "usn": 0}
    return {"id": number, "name": name, "mod": MADE} | plain | counts
