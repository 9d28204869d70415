"""Spreadsheets (.xlsx) with a table of questions, or one of facts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from quizapp.bank.formats import csv_table
from quizapp.bank.formats.items import Item, Reading, Writing
from quizapp.bank.formats.question_table import KINDS, is_question_table, rows_of, take_rows
from quizapp.bank.formats.texts import title_of
from quizapp.bank.formats.workbooks import read_rows, write_rows

NAME = "xlsx"
TITLE = "spreadsheet"
ENDINGS = (".xlsx",)
BINARY = True
__all__ = ["BINARY", "ENDINGS", "KINDS", "NAME", "TITLE", "read", "write"]


def read(file: BinaryIO, name: str) -> Reading:
    """The questions of the first sheet. Raises FormatError."""
    rows = read_rows(file)
    if rows and not is_question_table(rows[0][1]):
        text = io.StringIO(newline="")
        csv.writer(text).writerows(row for _, row in rows)
        return csv_table.read(io.BytesIO(text.getvalue().encode()), name)
    reading = Reading(title_of(name), kind=TITLE)
    take_rows(rows, reading)
    return reading


def write(title: str, items: Sequence[Item]) -> Writing:
    """The items as rows of one sheet."""
    del title
    return Writing(write_rows(rows_of(items)))
