"""A table alone as a set: its header row says what is asked, its values what type they have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from quizapp.bank.cells import Column, read_column
from quizapp.bank.cells.numbers import decimal_commas
from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.slugs import set_slug, slug
from quizapp.bank.tables import Origin, Rows, read_rows
from quizapp.bank.unseen import is_seen

_NOTE = re.compile(r"(.+?)\s*\(([^()]+)\)")
_TYPES = ("date", "month-day", "entity", "number", "text", "point")


@dataclass(frozen=True, slots=True)
class _Column:
    """One attribute to be."""

    number: int
    id: str
    title: str
    read: Column
    """Its type, its unit, and what each of its cells means."""

    @property
    def type(self) -> str:
        """The type of its values."""
        return self.read.type


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """What a table alone stands for."""

    tree: dict[str, Any]
    """The set document, as a tree."""
    origins: dict[str, Origin]
    """Where its entities stand."""
    doubts: list[Fault]
    """Warnings about cells that are left out, or may be read in two ways."""


def read_spreadsheet(text: str, name: str) -> Spreadsheet:
    """The set that a table alone stands for. Raises SetFaults."""
    rows = read_rows(text, name)
    _check_rows(rows)
    stem = PurePath(name).stem
    columns = _columns(rows)
    thing = _plain(rows.header[0])
    tree: dict[str, Any] = {
        "set": set_slug(stem, "table"),
        "title": stem.replace("-", " ").replace("_", " ").strip()[:1].upper()
        + stem.replace("-", " ").replace("_", " ").strip()[1:]
        or "Table",
        "types": {slug(thing): {"one": thing}},
        "attributes": {},
        "entities": {},
    }
    for column in columns:
        tree["attributes"][column.id] = _attribute(column, slug(thing))
        if column.type == "entity":
            tree["types"].setdefault(slug(column.title), {"one": _plain(column.title)})
    origins = _entities(tree, rows, columns, slug(thing))
    return Spreadsheet(tree, origins, _doubts(rows, columns))


def _doubts(rows: Rows, columns: list[_Column]) -> list[Fault]:
    """A warning at each cell that is left out, and at the first that may be read in two ways."""
    found = []
    for column in columns:
        for doubt in column.read.doubts:
            line = next(line for line, row in rows.rows if row[column.number] == doubt.cell)
            found.append(Fault(rows.name, line, column.number + 1, doubt.code, doubt.message, "warning"))
    return found


def _check_rows(rows: Rows) -> None:
    faults = []
    if len(rows.header) < 2:
        faults.append(
            Fault(rows.name, 1, 1, "T104", "a set needs two columns: what is asked about, and a fact")
        )
    for number, title in enumerate(rows.header, 1):
        if not title:
            faults.append(Fault(rows.name, 1, number, "T104", "this column has no title in the header row"))
    if not rows.rows:
        faults.append(Fault(rows.name, 1, 1, "T104", "there is no row below the header"))
    seen: dict[str, int] = {}
    for line, row in rows.rows:
        if not is_seen(row[0]):
            faults.append(
                Fault(rows.name, line, 1, "T104", "the first cell names the thing: it is empty here")
            )
        elif row[0] in seen:
            message = f"{row[0][:60]!r} stands in line {seen[row[0]]} already: one row for each"
            faults.append(Fault(rows.name, line, 1, "R103", message))
        seen.setdefault(row[0], line)
    if faults:
        raise SetFaults(faults)


def _columns(rows: Rows) -> list[_Column]:
    columns: list[_Column] = []
    taken: set[str] = set()
    comma = (
        decimal_commas(cell for _, row in rows.rows for cell in row[1:]) if rows.separator != "," else False
    )
    for number, header in enumerate(rows.header[1:], 1):
        noted = _NOTE.fullmatch(header)
        title, note = (noted[1], noted[2].strip()) if noted else (header, "")
        cells = [row[number] for _, row in rows.rows if row[number]]
        if note.lower() in _TYPES:
            read = _as_said(cells, note.lower(), comma)
        else:
            read = read_column(cells, note, comma)
            title = header if note and read.unit != note else title
        columns.append(_Column(number, _free(slug(title), taken), title, read))
    return columns


def _as_said(cells: list[str], value_type: str, comma: bool | None) -> Column:
    """The column with the type that its header names, its cells read where they are written so."""
    read = read_column(cells, "", comma)
    if read.type == value_type:
        return read
    return Column(value_type, {cell: cell for cell in cells})


def _attribute(column: _Column, thing: str) -> dict[str, Any]:
    attribute = {"of": thing, "value": column.type, "title": _plain(column.title)}
    if column.type == "entity":
        attribute["range"] = slug(column.title)
    if column.read.unit:
        attribute["unit"] = column.read.unit
    return attribute


def _entities(tree: dict[str, Any], rows: Rows, columns: list[_Column], thing: str) -> dict[str, Origin]:
    entities = tree["entities"]
    ids: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    origins: dict[str, Origin] = {}
    cells = {column.id: column.number + 1 for column in columns}
    for line, row in rows.rows:
        ids[thing, row[0]] = id = _free(slug(row[0]), taken)
        entities[id] = {"type": thing, "names": [row[0]], "facts": {}}
        origins[id] = Origin(rows.name, line, cells)
    for number, (line, row) in enumerate(rows.rows, 1):
        for column in columns:
            cell = column.read.values.get(row[column.number], "")
            if not cell:
                continue
            if column.type == "entity":
                key = (slug(column.title), cell)
                if key not in ids:
                    ids[key] = new = _free(slug(cell), taken)
                    entities[new] = {"type": key[0], "names": [cell]}
                    origins[new] = Origin(rows.name, line, cells)
                cell = ids[key]
            fact = {"value": cell, "locator": f"row {number}"}
            entities[ids[thing, row[0]]]["facts"][column.id] = fact
    return origins


def _free(id: str, taken: set[str]) -> str:
    """This id, or with a number if another thing has it."""
    number, free = 2, id
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    taken.add(free)
    return free


def _plain(title: str) -> str:
    """A column title in a sentence: `Country` becomes a word; `UN member` and `City Day` may be names."""
    return title[:1].lower() + title[1:] if title[1:].islower() else title
