"""A table alone as a set: its header row says what is asked, its values what type they have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.slugs import slug
from quizapp.bank.tables import Origin, Rows, read_rows
from quizapp.bank.values import BadValue, parse_value

_NOTE = re.compile(r"(.+?)\s*\(([^()]+)\)")
_TYPES = ("date", "month-day", "entity", "number", "text", "point")
_YEAR = re.compile(r"\d{4}")
_LATEST_YEAR = 2100
"""Four digits above this are a quantity, not a year, unless the header says otherwise."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One attribute to be."""

    number: int
    id: str
    title: str
    type: str
    unit: str


def read_spreadsheet(text: str, name: str) -> tuple[dict[str, Any], dict[str, Origin]]:
    """The set document (as a tree) that a table alone stands for, and where its entities stand.

    Raises SetFaults.
    """
    rows = read_rows(text, name)
    _check_rows(rows)
    stem = PurePath(name).stem
    columns = _columns(rows)
    thing = _plain(rows.header[0])
    tree: dict[str, Any] = {
        "set": slug(stem).encode("ascii", "ignore").decode().strip("-") or "table",
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
    return tree, origins


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
        if not row[0]:
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
    for number, header in enumerate(rows.header[1:], 1):
        noted = _NOTE.fullmatch(header)
        title, note = (noted[1], noted[2].strip()) if noted else (header, "")
        values = [row[number] for _, row in rows.rows if row[number]]
        value_type = note.lower() if note.lower() in _TYPES else _type_of(values, unit=note)
        unit = note if value_type == "number" and note.lower() not in _TYPES else ""
        if note and not unit and note.lower() not in _TYPES:
            title = header
        columns.append(_Column(number, _free(slug(title), taken), title, value_type, unit))
    return columns


def _type_of(values: list[str], unit: str) -> str:
    """The type that all values of a column have; a year is a date unless the header names a unit."""
    plain_years = all(_YEAR.fullmatch(value) for value in values)
    years = not unit and (not plain_years or all(int(value) <= _LATEST_YEAR for value in values))
    if values and years and all(_is(value, "date") for value in values):
        return "date"
    return next(
        (kind for kind in ("month-day", "number") if values and all(_is(value, kind) for value in values)),
        "text",
    )


def _is(text: str, value_type: str) -> bool:
    try:
        parse_value(text, value_type, "", ())
    except BadValue:
        return False
    return True


def _attribute(column: _Column, thing: str) -> dict[str, Any]:
    attribute = {"of": thing, "value": column.type}
    if column.type == "entity":
        attribute["range"] = slug(column.title)
    if column.unit:
        attribute["unit"] = column.unit
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
            cell = row[column.number]
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
    """A column title as a word in a sentence: `Country` is a country, `UN member` stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
