"""Importing: a file of another program becomes the next revision of a set of written questions."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.bank.formats import Format, FormatError, Reading, Remark
from quizapp.bank.formats.document import document, slug_of
from quizapp.bank.formats.items import Severity
from quizapp.bank.lint import lint_set
from quizapp.services.library.publishing import publish
from quizapp.services.library.results import Published

MOST_LINTED = 2_000
"""Questions over which lint runs; a larger import would wait for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What importing did."""

    published: Published | None
    """None when the file has faults: nothing was changed."""
    questions: int
    remarks: Sequence[Remark]
    """One for each item that was not carried whole, and what lint says of the questions."""


def import_file(
    session: Session,
    file: BinaryIO,
    name: str,
    format: Format,
    *,
    owner_id: int | None,
    now: datetime,
    administrator: bool = False,
) -> Imported:
    """Publish the items of a file under the slug of its name, all that can be carried or, with faults, none.

    Raises FormatError, SetError and NotAllowed; nothing is changed then.
    """
    with _without_collecting():
        return _import(session, format.read(file, name), name, owner_id, now, administrator=administrator)


def _import(
    session: Session, reading: Reading, name: str, owner_id: int | None, now: datetime, *, administrator: bool
) -> Imported:
    text = document(reading, slug_of(PurePath(name).stem), PurePath(name).name)
    if reading.faulty:
        return Imported(published=None, questions=0, remarks=reading.remarks)
    if not reading.items:
        raise FormatError("there is no question in it that could be imported" + _first(reading.remarks))
    if len(reading.items) <= MOST_LINTED:
        reading.remarks += _linted(text)
    published = publish(session, text, owner_id, now, administrator=administrator)
    return Imported(published=published, questions=len(reading.items), remarks=reading.remarks)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for garbage meanwhile: what is made is kept, and each search would walk all of it again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _linted(document: str) -> list[Remark]:
    """What lint says of the questions: an author may know better, so that nothing of it stops the import."""
    rows = lint_set(load.from_document(document))
    grades: dict[str, Severity] = {"error": "warning", "warning": "info"}
    return [
        Remark(row.question, 0, grades[row.severity], f"{row.code} {row.message}")
        for row in rows
        if row.question
    ]


def _first(remarks: Sequence[Remark]) -> str:
    return f": {remarks[0]}" if remarks else ""
