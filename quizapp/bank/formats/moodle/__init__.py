"""Moodle XML: the questions of a Moodle question bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO
from xml.etree.ElementTree import Element

from quizapp.bank.formats.items import FormatError, Item, Reading, Writing
from quizapp.bank.formats.moodle import gaps
from quizapp.bank.formats.moodle.kinds import READERS, BadQuestion, Words, raw_text
from quizapp.bank.formats.texts import Ids, read_bytes, title_of
from quizapp.bank.formats.topics import topic_of
from quizapp.bank.formats.xml_trees import read_tree

NAME = "moodle-xml"
TITLE = "Moodle XML"
ENDINGS = (".moodle.xml",)
KINDS = (
    "choice",
    "typed",
    "multiple",
    "truefalse",
    "cloze",
    "date",
    "number",
    "matching",
    "timeline",
    "flashcard",
)
BINARY = False
MOST_BYTES = 60_000_000
_NOTHING_ASKED = {
    "essay": "an essay cannot be marked by a program",
    "description": "a description asks nothing",
}


def read(file: BinaryIO, name: str) -> Reading:
    """The questions of a file. Raises FormatError."""
    root = read_tree(read_bytes(file, MOST_BYTES), "the file")
    if root.tag != "quiz":
        raise FormatError(f"this is no Moodle XML: its outermost element is {root.tag[:60]!r}, not 'quiz'")
    reading = Reading(title_of(name), kind=TITLE)
    ids = Ids()
    topic = ""
    for question in root.findall("question"):
        if question.get("type") == "category":
            topic = topic_of(raw_text(question.find("category")))
        else:
            _take(question, topic, reading, ids)
    return reading


def _take(question: Element, topic: str, reading: Reading, ids: Ids) -> None:
    kind = question.get("type", "")
    id = ids.make(raw_text(question.find("name")))
    words = Words()
    try:
        found = list(_items(question, kind, words))
    except BadQuestion as error:
        reading.note(id, str(error), "error")
        return
    tags = [text for tag in question.findall("tags/tag") if (text := raw_text(tag).strip())]
    for at, (item, reason) in enumerate(found, 1):
        own = id if len(found) == 1 else ids.make(f"{id}-{at}")
        if item is None:
            reading.note(own, f"left out: {reason}")
            continue
        item.id, item.topic = own, topic or (tags[0] if tags else "")
        _note(item, words, reading, blind=item.asked is False)
        reading.items.append(item)


def _note(item: Item, words: Words, reading: Reading, *, blind: bool) -> None:
    losses = list(words.losses)
    if words.media:
        names = ", ".join(dict.fromkeys(words.media))
        losses.append(f"without {names[:200]}, since only text is kept")
    if blind:
        losses.append("not asked by default, since its text needs what is missing")
    if losses:
        reading.note(item.id, "; ".join(losses))


def _items(question: Element, kind: str, words: Words) -> Iterator[tuple[Item | None, str]]:
    """The items of a question, or why there is none. Raises BadQuestion."""
    asked = words.read(question.find("questiontext"))
    general = words.plain(question.find("generalfeedback"))
    if kind in ("cloze", "multianswer"):
        found = list(gaps.items(raw_text(question.find("questiontext"))))
        if not found:
            raise BadQuestion("its text has no gap that can be read")
    elif kind in READERS:
        made = READERS[kind](question, words)
        made.stem = asked.plain
        if not made.stem:
            raise BadQuestion("the text of the question is empty")
        found = [(made, "")]
    else:
        found = [(None, _NOTHING_ASKED.get(kind, f"a question of the type {kind[:60]!r} is not asked here"))]
    for item, reason in found:
        if item is not None:
            item.statement = general or item.statement
            item.asked = not asked.blind
        yield item, reason


def write(title: str, items: Sequence[Item]) -> Writing:
    """A file of the items."""
    from quizapp.bank.formats.moodle.writing import written

    return written(title, items)
