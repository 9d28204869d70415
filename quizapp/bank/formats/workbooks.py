"""Spreadsheets of Office Open XML (.xlsx): the texts of the first sheet, and a plain sheet of texts.

Source of the format: ECMA-376, part 1, section 18 (SpreadsheetML).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from quizapp.bank.formats.archives import member, open_archive
from quizapp.bank.formats.items import FormatError
from quizapp.bank.formats.xml_trees import read_tree

MOST_BYTES = 30_000_000
MOST_ROWS, MOST_COLUMNS = 200_000, 500
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Questions" sheetId="1" r:id="r1"/></sheets></workbook>'
)
Rows = list[tuple[int, list[str]]]


def read_rows(file: BinaryIO) -> Rows:
    """The rows of the first sheet that hold anything, each with its number. Raises FormatError."""
    with open_archive(file, "spreadsheet (.xlsx)") as archive:
        names = set(archive.namelist())
        sheet = _sheet_name(archive, names)
        texts = _shared(archive) if "xl/sharedStrings.xml" in names else []
        root = _tree(archive, sheet)
    rows = []
    for row in _all(root, "row"):
        cells = dict(_cells(row, texts))
        number = int(row.get("r", "0")) if row.get("r", "0").isdigit() else 0
        if any(text.strip() for text in cells.values()):
            rows.append((number, [cells.get(at, "") for at in range(max(cells) + 1)]))
        if len(rows) > MOST_ROWS:
            raise FormatError(f"the sheet has more than {MOST_ROWS:,} rows: divide it")
    return rows


def _tree(archive: zipfile.ZipFile, name: str) -> Element:
    return read_tree(member(archive, name, MOST_BYTES), name)


def _all(parent: Element, name: str) -> Iterator[Element]:
    for child in parent.iter():
        if child.tag in (_MAIN + name, _STRICT + name):
            yield child


def _sheet_name(archive: zipfile.ZipFile, names: set[str]) -> str:
    """The file of the first sheet, as the workbook names it."""
    book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if book in names and relations in names:
        targets = {one.get("Id"): one.get("Target", "") for one in _tree(archive, relations)}
        for sheet in _all(_tree(archive, book), "sheet"):
            target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)) or ""
            name = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if name in names:
                return name
    if "xl/worksheets/sheet1.xml" in names:
        return "xl/worksheets/sheet1.xml"
    raise FormatError("this is no spreadsheet (.xlsx): it has no sheet")


def _shared(archive: zipfile.ZipFile) -> list[str]:
    return [_text(one) for one in _all(_tree(archive, "xl/sharedStrings.xml"), "si")]


def _text(parent: Element) -> str:
    """The text of a string, its runs joined; the readings of Japanese words are left out."""
    parts = [child.text or "" for child in parent if child.tag.endswith("}t")]
    runs = [
        child.text or ""
        for run in parent
        if run.tag.endswith("}r")
        for child in run
        if child.tag.endswith("}t")
    ]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(parts + runs))


def _cells(row: Element, texts: list[str]) -> Iterator[tuple[int, str]]:
    place = -1
    for cell in _all(row, "c"):
        found = _CELL.fullmatch(cell.get("r", ""))
        place = _column(found[1]) if found else place + 1
        if place >= MOST_COLUMNS:
            continue
        yield place, _value(cell, texts)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, texts: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(one) for one in _all(cell, "is"))
    value = next((one.text or "" for one in _all(cell, "v")), "")
    if kind == "s":
        return texts[int(value)] if value.isdigit() and int(value) < len(texts) else ""
    if kind == "b":
        return "true" if value == "1" else "false"
    return value[:-2] if kind == "n" and re.fullmatch(r"-?\d+\.0", value) else value


def write_rows(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet, every cell a text."""
    lines = [_row(number, row) for number, row in enumerate(rows, 1)]
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    sheet = f"{head}<worksheet {space}><sheetData>{''.join(lines)}</sheetData></worksheet>"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _row(number: int, cells: Sequence[str]) -> str:
    filled = "".join(
        f'<c r="{_letters(at)}{number}" t="inlineStr"><is><t xml:space="preserve">{_xml(text)}</t></is></c>'
        for at, text in enumerate(cells)
        if text
    )
    return f'<row r="{number}">{filled}</row>'


def _letters(place: int) -> str:
    letters, left = "", place + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _xml(text: str) -> str:
    """A text as XML; what looks like an escape of Excel's is escaped itself."""
    return escape(_ILLEGAL.sub("", _ESCAPED.sub(lambda found: f"_x005F_x{found[1]}_", text))).replace(
        "\r", "&#13;"
    )
