"""Tables beside a set file: each row becomes an entity with facts.

Rows become entities of the document before anything is compiled, so that there is one way from an
authored entity to facts. Each keeps the line it came from for the faults found later.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from quizapp.bank.faults import Fault, Findings, Path, SetFaults
from quizapp.bank.files import read_text
from quizapp.bank.schema import ColumnShape, EntityShape, FactDefaults, SetDocument, TableShape
from quizapp.bank.slugs import slug

SEPARATOR = "|"
MOST_COLUMNS = 200
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entity that a table brought in stands there."""

    file: str
    line: int
    cells: dict[str, int]
    """Attribute id to the number of its cell in the row, from 1."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as read: the header, and each row with the line it ends on."""

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    separator: str = ","


def read_rows(text: str, name: str) -> Rows:
    """Read CSV, or what a spreadsheet puts on the clipboard, with a header row. Raises SetFaults."""
    faults: list[Fault] = []
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise SetFaults([Fault(name, 1, 1, "T105", "a NUL character: this is no text file")])
    separator = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, [" ".join(cell.split()) for cell in row]))
    except csv.Error as error:
        raise SetFaults([Fault(name, reader.line_num, 1, "T105", f"not readable as CSV: {error}")]) from error
    if not rows:
        raise SetFaults([Fault(name, 1, 1, "T105", "the table is empty: it needs a header row")])
    line, header = rows[0]
    if len(header) > MOST_COLUMNS:
        faults.append(Fault(name, line, 1, "T104", f"more than {MOST_COLUMNS} columns"))
    for number, title in enumerate(header, 1):
        if title in header[: number - 1]:
            faults.append(Fault(name, line, number, "T104", f"the column {title[:60]!r} stands twice"))
    for line, row in rows[1:]:
        if len(row) > len(header):
            message = (
                f"{len(row)} cells, but the header has {len(header)}: quote cells that hold the separator"
            )
            faults.append(Fault(name, line, len(header) + 1, "T104", message))
    if faults:
        raise SetFaults(faults)
    width = len(header)
    return Rows(name, header, [(line, row + [""] * (width - len(row))) for line, row in rows[1:]], separator)


def _delimiter(text: str) -> str:
    """The separator that the header row uses most: comma, semicolon or tab."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)


Reader = Callable[[str], str]
"""Gives the text of a file beside the set file; raises SetFaults."""


def take_in_tables(document: SetDocument, read: Reader, findings: Findings) -> dict[str, Origin]:
    """Turn the document's tables into entities of it; returns where each of these came from."""
    origins: dict[str, Origin] = {}
    for position, table in enumerate(document.tables):
        path: Path = ("tables", position)
        try:
            rows = read_rows(read(table.file), table.file)
        except SetFaults as error:
            for fault in error.faults:
                where = f"{fault.path}:{fault.line}: " if fault.line else ""
                findings.add((*path, "file"), fault.code, where + fault.message)
            continue
        if _columns_known(table, rows, path, findings):
            _Table(document, table, rows, findings=findings, path=path, origins=origins).take_in()
    document.tables = []
    return origins


def _columns_known(table: TableShape, rows: Rows, path: Path, findings: Findings) -> bool:
    named = [(column, (*path, "columns", column)) for column in table.columns]
    named += [(column, (*path, "names", n)) for n, column in enumerate(table.names)]
    named += [(column, (*path, "point", n)) for n, column in enumerate(table.point or [])]
    single = ("id", "locator", "describe", "part_of", "homonyms")
    named += [(getattr(table, key), (*path, key.replace("_", "-"))) for key in single if getattr(table, key)]
    named += [
        (getattr(column, key), (*path, "columns", title))
        for title, column in table.columns.items()
        for key in ("locator", "never_offer", "accepts", "note")
        if getattr(column, key)
    ]
    missing = [(column, where) for column, where in named if column not in rows.header]
    for column, where in missing:
        have = ", ".join(rows.header)[:200]
        findings.add(where, "T103", f"{table.file} has no column {column[:60]!r}; it has {have}")
    return not missing


class _Table:
    """One table on its way into the document."""

    def __init__(
        self,
        document: SetDocument,
        table: TableShape,
        rows: Rows,
        *,
        findings: Findings,
        path: Path,
        origins: dict[str, Origin],
    ) -> None:
        self._document = document
        self._table = table
        self._rows = rows
        self._findings = findings
        self._path = path
        self._origins = origins
        self._column = {title: number for number, title in enumerate(rows.header)}
        self._cells = {column.attribute: self._column[title] + 1 for title, column in table.columns.items()}

    def take_in(self) -> None:
        """Add every row to the document."""
        for number, (line, row) in enumerate(self._rows.rows, 1):
            id_column = self._table.id or self._rows.header[0]
            entity_id = slug(row[self._column[id_column]])
            if entity_id in self._document.entities:
                message = f"{self._table.file}:{line}: the entity {entity_id!r} stands twice"
                self._findings.add((*self._path, "file"), "R103", message)
                continue
            try:
                self._document.entities[entity_id] = EntityShape.model_validate(self._entity(number, row))
            except ValidationError as error:
                message = f"{self._table.file}:{line}: {error.errors()[0]['msg']}"
                self._findings.add((*self._path, "file"), "T104", message)
                continue
            self._origins[entity_id] = Origin(self._table.file, line, self._cells)

    def _entity(self, number: int, row: list[str]) -> dict[str, Any]:
        table = self._table
        name_columns = table.names or [self._rows.header[0]]
        names = [name for column in name_columns for name in _several(self._cell(row, column))]
        entity: dict[str, Any] = {
            "type": table.type,
            "names": list(dict.fromkeys(names)),
            "describe": _several(self._cell(row, table.describe)),
            "part-of": _several(self._cell(row, table.part_of)),
            "homonyms": _several(self._cell(row, table.homonyms)),
            "facts": {},
        }
        point = [self._cell(row, column) for column in table.point or []]
        if point and all(point):
            entity["at"] = point
        for title, column in table.columns.items():
            if self._cell(row, title):
                fact = self._fact(column, self._cell(row, title), row)
                fact["locator"] = self._cell(row, column.locator or table.locator) or f"row {number}"
                entity["facts"][column.attribute] = fact
        return entity

    def _cell(self, row: list[str], title: str) -> str:
        return row[self._column[title]] if title else ""

    def _fact(self, column: ColumnShape, cell: str, row: list[str]) -> dict[str, Any]:
        """The fact of a cell; a list where the attribute takes several."""
        note = self._cell(row, column.note)
        others = [{"value": value, "note": note} for value in _several(self._cell(row, column.never_offer))]
        shape = self._document.attributes.get(column.attribute)
        is_list = shape is not None and shape.value == "entities"
        return {
            **({"members": _several(cell)} if is_list else {"value": cell}),
            **column.model_dump(include=set(FactDefaults.model_fields), exclude_none=True),
            "source": self._table.source,
            "never-offer": others,
            "accepts": _several(self._cell(row, column.accepts)),
            "note": note,
        }


def _several(cell: str) -> list[str]:
    """The parts of a cell that holds several values."""
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


def read_beside(folder: FilePath) -> Reader:
    """A reader of files in one folder that leaves it by no path and no link."""

    def read(file: str) -> str:
        target = folder if "\0" in file else (folder / file).resolve()
        if target == folder or not target.is_relative_to(folder.resolve()):
            raise SetFaults([Fault(file[:80], 0, 0, "T102", "a table stands in the folder of its set")])
        return read_text(target, file)

    return read


def read_nothing(file: str) -> str:
    """The reader of a set that came without a folder. Raises SetFaults always."""
    message = "an uploaded set file has no tables beside it: upload the folder as a ZIP, or the table alone"
    raise SetFaults([Fault(file[:80], 0, 0, "T101", message)])
