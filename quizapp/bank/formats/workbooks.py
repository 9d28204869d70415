"""Spreadsheets (.xlsx): the first sheet as texts, and a plain sheet of texts.

openpyxl is imported where it is used: that takes a quarter of a second, and few processes see a spreadsheet.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from quizapp.bank.formats.archives import open_archive
from quizapp.bank.formats.items import FormatError

MOST_BYTES = 30_000_000
"""Of one part of the file once it is unpacked."""
MOST_ROWS, MOST_COLUMNS = 200_000, 500
LAST_ROW = 1_048_576
"""No sheet has more; a row that says it is further down would be led up to by as many empty ones."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    OSError,
    RecursionError,
    NotImplementedError,
)
"""What openpyxl raises about a workbook whose parts do not fit together: it has no error of its own."""
Rows = list[tuple[int, list[str]]]


def read_rows(file: BinaryIO) -> Rows:
    """The rows of the first sheet that hold anything, each with its number. Raises FormatError."""
    with open_archive(file, "spreadsheet (.xlsx)") as archive:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")) and part.file_size > MOST_BYTES:
                raise FormatError(
                    f"{part.filename} is larger than {MOST_BYTES // 1_000_000} MB once unpacked: divide it"
                )
    try:
        rows = [(number, texts) for number, texts in _numbered(file) if any(map(str.strip, texts))]
    except FormatError:
        raise
    except _DAMAGED as error:
        raise FormatError(f"this spreadsheet cannot be read: {error}; save it as .xlsx once more") from error
    if len(rows) > MOST_ROWS:
        raise FormatError(f"the sheet has more than {MOST_ROWS:,} rows: divide it")
    return rows


def _numbered(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=True)
    try:
        if not book.worksheets:
            raise FormatError("this is no spreadsheet (.xlsx): it has no sheet")
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > LAST_ROW:
                raise FormatError(f"the sheet has a row beyond {LAST_ROW:,}")
            texts = [_text(value) for value in row[:MOST_COLUMNS]]
            while texts and not texts[-1]:
                texts.pop()
            yield number, texts
    finally:
        book.close()


def _text(value: Any) -> str:
    """A cell as one would have written it in a table of texts."""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes")
    return "" if value is None else str(value)


def write_rows(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet, every cell a text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Questions")
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, _plain(text))
            cell.data_type = "s"  # not a formula or an error, whatever it begins with
            cells.append(cell)
        sheet.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _plain(text: str) -> str:
    """What looks like an escape of Excel's is escaped itself."""
    return _ILLEGAL.sub("", _ESCAPED.sub(lambda found: f"_x005F_x{found[1]}_", text))
