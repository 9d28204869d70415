"""Quizlet: terms and definitions, one pair a line, a tab between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO

from quizapp.bank.formats.answers import in_words
from quizapp.bank.formats.items import Item, Reading, Remark, Writing
from quizapp.bank.formats.texts import Ids, read_text, title_of

NAME = "quizlet"
TITLE = "Quizlet export"
ENDINGS = (".quizlet",)
KINDS = ("flashcard", "typed", "cloze", "date", "number", "choice", "multiple", "matching", "truefalse")
BINARY = False
_NUMBERED = re.compile(r"&#(\d{1,7});")


def read(file: BinaryIO, name: str) -> Reading:
    """Each line a flashcard: the term in front, what follows it behind. Raises FormatError."""
    reading = Reading(title_of(name), kind=TITLE)
    ids = Ids()
    for number, line in enumerate(read_text(file).split("\n"), 1):
        if not line.strip():
            continue
        term, *rest = (_NUMBERED.sub(_letter, cell).strip() for cell in line.split("\t"))
        definition = "\n".join(cell for cell in rest if cell)
        item = ids.make()
        if not rest:
            reading.note(
                item, "no tab on this line: a term and its definition need one between them", "error", number
            )
        elif not term or not definition:
            side = "definition" if term else "term"
            reading.note(item, f"left out: its {side} is empty", "warning", number)
        else:
            reading.items.append(Item(item, "flashcard", term, answer=definition, locator=f"line {number}"))
    return reading


def _letter(found: re.Match[str]) -> str:
    code = int(found[1])
    return chr(code) if 31 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]


def write(title: str, items: Sequence[Item]) -> Writing:
    """One line for each item: what is asked, and the right answer in words."""
    del title
    lines, remarks = [], []
    for item in items:
        term, definition = _cell(item.stem), _cell(in_words(item))
        if not term or not definition:
            remarks.append(Remark(item.id, 0, "warning", "left out: it has no answer in words"))
            continue
        if item.kind != "flashcard":
            remarks.append(
                Remark(item.id, 0, "info", f"a {item.kind} question became a term and its definition")
            )
        lines.append(f"{term}\t{definition}\n")
    return Writing("".join(lines).encode(), remarks)


def _cell(text: str) -> str:
    return " ".join(_NUMBERED.sub(lambda found: f"&#38;#{found[1]};", text).split())
