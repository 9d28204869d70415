"""Spreadsheets: what a cell shows is what is read, and what is written is text."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from quizapp.bank.formats import FormatError
from quizapp.bank.formats.workbooks import read_rows, write_rows


def saved(*rows: list[object]) -> io.BytesIO:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (date(2020, 10, 4), "2020-10-04"),
        (datetime(2020, 10, 4, 12, 30), "2020-10-04T12:30"),  # noqa: DTZ001 - a cell has no zone
        (time(9, 5), "09:05"),
        (0.1 + 0.2, "0.3"),
        (1861, "1861"),
        (True, "true"),
        ("007", "007"),
    ],
)
def test_a_cell_is_read_as_one_would_write_it(cell: object, text: str) -> None:
    assert read_rows(saved([cell])) == [(1, [text])]


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers() -> None:
    assert read_rows(saved(["a", None, "b"], [], ["c"])) == [(1, ["a", "", "b"]), (3, ["c"])]


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "_x0041_", "-5", " two  spaces "])
def test_what_is_written_stays_a_text(text: str) -> None:
    content = write_rows([[text]])
    assert load_workbook(io.BytesIO(content)).active["A1"].data_type in ("s", "inlineStr")
    assert read_rows(io.BytesIO(content)) == [(1, [text])]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('<row r="1">', '<row r="99999999999">', "beyond"),
        ("</sheetData>", "", "cannot be read"),
        ("<sheetData>", "<sheetData>" + " " * 31_000_000, "larger than 30 MB"),
    ],
)
def test_a_hostile_sheet_is_refused(before: str, after: str, said: str) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_rows([["a"]]))) as plain, zipfile.ZipFile(changed, "w") as other:
        for name in plain.namelist():
            content = plain.read(name).decode()
            other.writestr(name, content.replace(before, after) if "sheet1" in name else content)
    with pytest.raises(FormatError, match=said):
        read_rows(changed)
