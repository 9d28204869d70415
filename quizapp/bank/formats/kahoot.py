"""Kahoot's spreadsheet of questions: up to four answers each, and the numbers of the right ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase
from typing import BinaryIO

from quizapp.bank.formats.items import Choice, FormatError, Item, Reading, Remark, Writing
from quizapp.bank.formats.texts import Ids, title_of
from quizapp.bank.formats.workbooks import read_rows, write_rows

NAME = "kahoot"
TITLE = "Kahoot spreadsheet"
ENDINGS = (".kahoot.xlsx",)
KINDS = ("choice", "multiple", "truefalse")
BINARY = True
LONGEST_STEM, LONGEST_ANSWER, MOST_ANSWERS, SECONDS = 120, 75, 4, 20
_HEADER = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_QUESTION = re.compile(r"question\b.*", re.IGNORECASE | re.DOTALL)
_ANSWER = re.compile(r"answer\s*\d.*", re.IGNORECASE | re.DOTALL)
_RIGHT = re.compile(r"correct.*", re.IGNORECASE | re.DOTALL)


def read(file: BinaryIO, name: str) -> Reading:
    """The questions below the header row. Raises FormatError when there is none."""
    rows = read_rows(file)
    reading = Reading(title_of(name), kind=TITLE)
    start = next((at for at, (_, row) in enumerate(rows) if _is_header(row)), None)
    if start is None:
        raise FormatError(
            "this is no spreadsheet of Kahoot: no row has the titles Question, Answer 1 … and Correct"
        )
    header = rows[start][1]
    asked = next(at for at, title in enumerate(header) if _QUESTION.fullmatch(title.strip()))
    answers = [at for at, title in enumerate(header) if _ANSWER.fullmatch(title.strip())]
    right = next(at for at, title in enumerate(header) if _RIGHT.fullmatch(title.strip()))
    ids = Ids()
    for line, row in rows[start + 1 :]:
        cells = [*row, *[""] * len(header)]
        texts = [cells[at].strip() for at in answers]
        if cells[asked].strip() or any(texts):
            _take(ids.make(), line, cells[asked].strip(), texts, cells[right], reading=reading)
    return reading


def is_kahoot(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether a sheet has Kahoot's header row."""
    return any(_is_header(row) for _, row in rows[:50])


def _is_header(row: Sequence[str]) -> bool:
    return all(any(one.fullmatch(title.strip()) for title in row) for one in (_QUESTION, _ANSWER, _RIGHT))


def _take(id: str, line: int, stem: str, texts: list[str], right: str, *, reading: Reading) -> None:
    numbers = [
        part.strip().removesuffix(".0") for part in re.split(r"[,;.]\s*(?!0\b)|\s+", right) if part.strip()
    ]
    filled = [number for number, text in enumerate(texts, 1) if text]
    keys = [filled.index(int(one)) for one in numbers if one.isdigit() and int(one) in filled]
    if not stem:
        reading.note(id, "the question is empty", "error", line)
    elif len(filled) < 2:
        reading.note(id, "a question needs two answers", "error", line)
    elif not numbers or len(keys) < len(numbers):
        reading.note(id, f"the correct answers {right[:40]!r} are no numbers of its answers", "error", line)
    else:
        letters = sorted({ascii_lowercase[at] for at in keys})
        options = [Choice(texts[number - 1]) for number in filled]
        kind, key = ("choice", letters[0]) if len(letters) == 1 else ("multiple", letters)
        if kind == "multiple":
            reading.note(
                id, "every right answer is asked for, where Kahoot asks for any of them", "info", line
            )
        reading.items.append(Item(id, kind, stem, options=options, key=key, locator=f"row {line}"))


def write(title: str, items: Sequence[Item]) -> Writing:
    """A sheet as Kahoot takes it; what is too long for it, or of another kind, is left out."""
    del title
    rows: list[Sequence[str]] = [_HEADER]
    remarks = []
    for item in items:
        options = [Choice("True"), Choice("False")] if item.kind == "truefalse" else item.options
        reason = _misfit(item, options)
        if reason:
            remarks.append(Remark(item.id, 0, "warning", f"left out: {reason}"))
            continue
        if item.statement or any(one.why for one in options):
            remarks.append(Remark(item.id, 0, "info", "without its feedback"))
        texts = [one.text for one in options] + [""] * (MOST_ANSWERS - len(options))
        rows.append([item.stem, *texts, str(SECONDS), ",".join(_numbers(item))])
    return Writing(write_rows(rows), remarks)


def _misfit(item: Item, options: Sequence[Choice]) -> str:
    if item.kind not in KINDS:
        return f"Kahoot's spreadsheet has no {item.kind} questions"
    if len(options) > MOST_ANSWERS:
        return f"Kahoot takes {MOST_ANSWERS} answers"
    if len(item.stem) > LONGEST_STEM or any(len(one.text) > LONGEST_ANSWER for one in options):
        return f"Kahoot takes {LONGEST_STEM} letters of a question and {LONGEST_ANSWER} of an answer"
    return ""


def _numbers(item: Item) -> list[str]:
    if item.kind == "truefalse":
        return ["1" if item.key else "2"]
    letters = item.key if isinstance(item.key, list) else [item.key]
    return [str(ascii_lowercase.index(letter) + 1) for letter in letters]
