"""GIFT, Moodle's format for questions as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import InvalidOperation
from typing import BinaryIO

from quizapp.bank.formats import markup
from quizapp.bank.formats.gift.answers import LeftOut, read_answer
from quizapp.bank.formats.gift.syntax import BadBlock, Block, Parts, blocks, format_of, parts, shown
from quizapp.bank.formats.items import BLANK, Item, Reading, Writing
from quizapp.bank.formats.texts import Ids, read_text, title_of
from quizapp.bank.formats.topics import topic_of

NAME = "gift"
TITLE = "GIFT"
ENDINGS = (".gift",)
KINDS = ("choice", "typed", "multiple", "truefalse", "cloze", "date", "number", "matching", "flashcard")
BINARY = False
_LONG_BLANK = re.compile(r"_{5,}")
_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|ul|ol|li|a|img|sub|sup|table|pre|code|h[1-6])\b", re.I
)


def read(file: BinaryIO, name: str) -> Reading:
    """The questions of a file. Raises FormatError."""
    reading = Reading(title_of(name), kind=TITLE)
    ids = Ids()
    topic = ""
    for block in blocks(read_text(file)):
        if block.text.startswith("$CATEGORY:"):
            topic = topic_of(block.text.removeprefix("$CATEGORY:"))
            continue
        _take(block, topic, reading, ids)
    return reading


def _take(block: Block, topic: str, reading: Reading, ids: Ids) -> None:
    id = ""
    try:
        found = parts(block.text)
        id = ids.make(block.id or found.title)
        item, losses = _question(found)
    except BadBlock as error:
        reading.note(id or ids.make(block.id), str(error), "error", block.line)
        return
    except InvalidOperation:
        reading.note(id, "a number is not finite, or far too large", "error", block.line)
        return
    except LeftOut as error:
        reading.note(id, f"left out: {error}", "warning", block.line)
        return
    item.id, item.locator = id, f"line {block.line}"
    item.topic = topic or (block.tags[0] if block.tags else "")
    unused = block.tags[0 if topic else 1 :]
    if unused:
        losses.append(f"without the tags {', '.join(unused)}")
    if losses:
        reading.note(
            id,
            "; ".join(losses),
            "info" if losses[0].startswith("without the tags") else "warning",
            block.line,
        )
    reading.items.append(item)


def _question(found: Parts) -> tuple[Item, list[str]]:
    """Raises LeftOut and BadBlock."""
    missing: list[str] = []
    blind = False

    def words(piece: str) -> str:
        style, rest = format_of(piece, found.format)
        text = _plain(style, shown(rest))
        missing.extend(text.media)
        return text.plain

    if found.answer is None:
        raise LeftOut("a description asks nothing")
    stem = _with_blank(found.before, found.after) if found.after.strip() else found.before
    asked = _plain(found.format, shown(stem))
    told = read_answer(found.answer, words, blank=bool(found.after.strip()) or BLANK in asked.plain)
    if not asked.plain:
        raise BadBlock("a question without a text before its braces")
    blind = asked.blind
    item = told.item
    item.stem = _LONG_BLANK.sub(BLANK, asked.plain)
    item.asked = not blind
    names = list(dict.fromkeys((*asked.media, *missing)))
    if names:
        told.losses.insert(0, f"without {', '.join(names)[:200]}, since only text is kept")
    if blind:
        told.losses.insert(1, "not asked by default, since its text needs what is missing")
    return item, told.losses


def _with_blank(before: str, after: str) -> str:
    """The text with a blank in the place of the braces, apart from the words beside it."""
    left = "" if not before or before[-1].isspace() else " "
    right = " " if after[0].isalnum() else ""
    return f"{before}{left}{BLANK}{right}{after}"


def _plain(style: str, text: str) -> markup.Text:
    if style == "html" or (style == "moodle" and _MARKUP.search(text)):
        return markup.read(text)
    return markup.Text(markup.tidy(text if style == "markdown" else text.replace("\n", " ")))


def write(title: str, items: Sequence[Item]) -> Writing:
    """A file of the items."""
    from quizapp.bank.formats.gift.writing import written

    return written(title, items)
