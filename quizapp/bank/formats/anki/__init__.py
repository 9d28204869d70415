"""Anki packages (.apkg), old and new: what decks of cards hold, without their learning history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import BinaryIO

from quizapp.bank.formats import markup
from quizapp.bank.formats.anki.cards import Card, LeftOut, Sides, question, values_of
from quizapp.bank.formats.anki.collection import Collection, NoteType, Row, open_collection
from quizapp.bank.formats.anki.package import read_package
from quizapp.bank.formats.items import FormatError, Item, Reading, Writing

NAME = "apkg"
TITLE = "Anki package"
ENDINGS = (".apkg",)
KINDS = ("flashcard", "cloze", "typed", "date", "number", "choice", "multiple", "matching", "truefalse")
BINARY = True
MOST_CARDS = 250_000
MOST_TITLE = 200
MOST_TOPIC = 500
_NOWHERE = ("Default",)


def read(file: BinaryIO, name: str) -> Reading:
    """The cards of a package as written questions. Raises FormatError."""
    package = read_package(file)
    with open_collection(package.collection) as collection:
        reading = _Deck(collection, name).reading()
        reviews = collection.reviews()
    if package.media:
        reading.note("", f"media files not taken over: {package.media:,}; questions keep their words alone")
    if reviews:
        reading.note("", f"reviews not taken over: {reviews:,}; every card starts anew here")
    return reading


def write(title: str, items: Sequence[Item]) -> Writing:
    """A package of the old schema, which every version of Anki reads."""
    from quizapp.bank.formats.anki.writing import package

    return package(title, items)


class _Deck:
    """One collection on its way to a reading."""

    def __init__(self, collection: Collection, name: str) -> None:
        self._collection = collection
        self._types = collection.note_types()
        self._decks = collection.decks()
        self._sides: dict[tuple[int, int], Sides] = {}
        self._reading = Reading(PurePath(name).stem[:MOST_TITLE], kind=TITLE)
        self._homes: list[tuple[str, ...]] = []
        """The deck of each item."""

    def reading(self) -> Reading:
        """All cards, title and topics. Raises FormatError."""
        for number, row in enumerate(self._collection.rows(), 1):
            if number > MOST_CARDS:
                raise FormatError(f"the package has more than {MOST_CARDS:,} cards: export it deck by deck")
            self._take(row)
        self._name()
        return self._reading

    def _take(self, row: Row) -> None:
        note_id, type_id, tags, fields, ordinal, deck_id = row
        note_type = self._types.get(type_id)
        name = f"n{note_id}-{ordinal + 1}" if isinstance(ordinal, int) and ordinal >= 0 else f"n{note_id}"
        try:
            if note_type is None:
                raise LeftOut("its note type is not in the package")
            if name == f"n{note_id}":
                raise LeftOut("its note has no card")
            home = self._decks.get(deck_id) or _NOWHERE
            values = values_of(note_type, fields or "", tags or "", home)
            card = Card(name, note_type, ordinal, values)
            made = question(card, self._sides_of(type_id, note_type, ordinal))
        except LeftOut as reason:
            self._reading.note(name, f"left out: {reason}")
            return
        if made.losses:
            self._reading.note(name, "; ".join(made.losses))
        made.item.locator = f"note {note_id}"
        self._add(made.item, home, tags or "")

    def _add(self, item: Item, home: tuple[str, ...], tags: str) -> None:
        if tags:
            item.topic, others = _topic(tags)
            if others:
                self._reading.note(item.id, f"without the tags {others}", "info")
        self._reading.items.append(item)
        self._homes.append(home)

    def _sides_of(self, type_id: int, note_type: NoteType, ordinal: int) -> Sides:
        """A cloze note type has one template for all of its cards."""
        key = (type_id, 0 if note_type.cloze else ordinal)
        if key not in self._sides:
            template = note_type.templates.get(key[1])
            if template is None:
                raise LeftOut(f"its note type has no template {ordinal + 1}")
            self._sides[key] = Sides(template)
        return self._sides[key]

    def _name(self) -> None:
        """The decks' common name is the title; what they do not share goes before the topic of a tag."""
        if not self._homes:
            return
        shared = _shared(set(self._homes))
        if shared:
            self._reading.title = markup.tidy(": ".join(shared)[:MOST_TITLE]) or self._reading.title
        names = {home: markup.tidy(": ".join(home[len(shared) :]))[:MOST_TOPIC] for home in set(self._homes)}
        for item, home in zip(self._reading.items, self._homes, strict=True):
            item.topic = names[home] or item.topic


@lru_cache(maxsize=1_000)
def _topic(tags: str) -> tuple[str, str]:
    """The topic that the first tag names, and the other tags."""
    first, *others = tags.split() or [""]
    return markup.tidy(first.replace("::", ": ").replace("_", " "))[:MOST_TOPIC], ", ".join(others)[:300]


def _shared(homes: set[tuple[str, ...]]) -> tuple[str, ...]:
    first, last = min(homes), max(homes)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same] if first[:same] != _NOWHERE else ()
