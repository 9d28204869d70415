"""CSV: a table of questions, or one of facts, which is a set by itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import PurePath
from typing import BinaryIO

from quizapp.bank import load
from quizapp.bank.faults import SetFaults
from quizapp.bank.formats.items import FormatError, Item, Reading, Writing
from quizapp.bank.formats.question_table import KINDS, is_question_table, rows_of, take_rows
from quizapp.bank.formats.set_questions import reading_of
from quizapp.bank.formats.texts import read_text, title_of
from quizapp.bank.tables import read_rows

NAME = "csv"
TITLE = "table (CSV)"
ENDINGS = (".csv", ".tsv")
BINARY = False
__all__ = ["BINARY", "ENDINGS", "KINDS", "NAME", "TITLE", "read", "write"]


def read(file: BinaryIO, name: str) -> Reading:
    """The questions of a table; those of a table of facts are made as its set would. Raises FormatError."""
    text = read_text(file)
    try:
        rows = read_rows(text, name)
        if not is_question_table(rows.header):
            return reading_of(load.load_text(text, f"{PurePath(name).stem or 'table'}.csv"), KINDS)
    except SetFaults as error:
        raise FormatError(str(error)) from error
    reading = Reading(title_of(name), kind=TITLE)
    take_rows([(1, rows.header), *rows.rows], reading)
    return reading


def write(title: str, items: Sequence[Item]) -> Writing:
    """The items as rows."""
    del title
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows_of(items))
    return Writing(lines.getvalue().encode("utf-8-sig"))
