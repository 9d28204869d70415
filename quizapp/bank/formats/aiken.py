"""Aiken: one right option of several, in plain text.

Source of the format: docs.moodle.org, "Aiken format".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase
from typing import BinaryIO

from quizapp.bank.formats.items import Choice, Item, Reading, Remark, Writing
from quizapp.bank.formats.texts import Ids, read_text, title_of

NAME = "aiken"
TITLE = "Aiken"
ENDINGS = (".aiken",)
KINDS = ("choice", "truefalse")
BINARY = False
_OPTION = re.compile(r"([A-Z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])\s*")
_TRUTH = (Choice("True"), Choice("False"))


def read(file: BinaryIO, name: str) -> Reading:
    """The questions of a file. Raises FormatError."""
    reading = Reading(title_of(name), kind=TITLE)
    ids = Ids()
    block: list[tuple[int, str]] = []
    for number, line in enumerate(read_text(file).split("\n"), 1):
        if line.strip():
            block.append((number, line.strip()))
        if line.startswith("ANSWER:"):
            _take(block, reading, ids)
            block = []
    if block:
        reading.note("", "a question without a line ANSWER:", "error", block[0][0])
    return reading


def _take(block: list[tuple[int, str]], reading: Reading, ids: Ids) -> None:
    *lines, (last, answer) = block
    first = block[0][0]
    stem: list[str] = []
    options: list[str] = []
    for _, line in lines:
        found = _OPTION.fullmatch(line)
        if found and found[1] == ascii_lowercase[len(options)].upper():
            options.append(found[2])
        elif options:
            options[-1] += f" {line}"
        else:
            stem.append(line)
    key = _ANSWER.fullmatch(answer)
    letter = key[1].lower() if key else ""
    reason = _fault(stem, options, letter)
    if reason:
        reading.note(ids.make(), reason, "error", last if not letter else first)
        return
    choices = [Choice(option) for option in options]
    item = Item(ids.make(), "choice", " ".join(stem), options=choices, key=letter, locator=f"line {first}")
    reading.items.append(item)


def _fault(stem: list[str], options: list[str], letter: str) -> str:
    if not letter:
        return "the line ANSWER: names no letter"
    if not stem:
        return "a question without a text above its options"
    if len(options) < 2:
        return "a question needs two options, each on a line such as “A) text”"
    if letter not in ascii_lowercase[: len(options)]:
        return f"the answer {letter.upper()} is none of the options"
    return ""


def write(title: str, items: Sequence[Item]) -> Writing:
    """A file of the questions with one right option."""
    del title
    blocks, remarks = [], []
    for item in items:
        stem = _line(item.stem)
        if item.kind not in KINDS or _OPTION.fullmatch(stem) or stem.startswith("ANSWER:"):
            remarks.append(
                Remark(item.id, 0, "warning", f"left out: Aiken has no {item.kind} question like it")
            )
            continue
        if item.kind == "truefalse":
            options, key = list(_TRUTH), "A" if item.key else "B"
        else:
            options, key = item.options, str(item.key).upper()
        if item.statement or any(option.why for option in options):
            remarks.append(Remark(item.id, 0, "info", "without its feedback"))
        lines = [
            stem,
            *(f"{ascii_lowercase[at].upper()}) {_line(one.text)}" for at, one in enumerate(options)),
        ]
        blocks.append("\n".join([*lines, f"ANSWER: {key}"]) + "\n")
    return Writing("\n".join(blocks).encode(), remarks)


def _line(text: str) -> str:
    return " ".join(text.split())
