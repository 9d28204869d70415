"""From one exchange format to another, or from a set to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.bank import load
from quizapp.bank.faults import SetFaults
from quizapp.bank.formats import Format, FormatError, Item, Reading, Remark
from quizapp.bank.formats.document import misfit
from quizapp.bank.formats.set_questions import reading_of
from quizapp.core.facts import FactSet

_TELLS_ASKED = frozenset({"set", "csv", "xlsx", "json"})
"""Formats that can say of a question that it is kept, but not asked."""
_TELLS_TOPICS = _TELLS_ASKED | {"gift", "moodle-xml", "apkg"}


@dataclass(frozen=True, slots=True)
class Converted:
    """A file made of another."""

    content: bytes
    items: int
    """How many stand in it."""
    remarks: Sequence[Remark]
    faulty: bool
    """Whether the file that was read is wrong somewhere."""


def convert(path: Path, source: Format | None, target: Format) -> Converted:
    """A file in another format. Raises FormatError and OSError.

    A folder, and whatever no other format was named or recognised for, is read as a set.
    """
    if source is None or (path.is_dir() and source.NAME == "set"):
        try:
            return convert_set(load.load_set(path), target)
        except SetFaults as error:
            raise FormatError(str(error)) from error
    with path.open("rb") as file:
        reading = source.read(file, path.name)
    if not reading.items and not reading.remarks:
        raise FormatError(f"{path}: there is no question in it; is it really {source.TITLE}?")
    return _written(reading, target)


def convert_set(facts: FactSet, target: Format) -> Converted:
    """The questions of a set as a file; facts are asked in the kind that the format prefers."""
    return _written(reading_of(facts, target.KINDS), target)


def _written(reading: Reading, target: Format) -> Converted:
    kept = [item for item in reading.items if _fits(item, reading, target)]
    writing = target.write(reading.title, kept)
    out = sum(1 for remark in writing.remarks if remark.left_out)
    return Converted(
        writing.content, len(kept) - out, [*reading.remarks, *writing.remarks], faulty=reading.faulty
    )


def _fits(item: Item, reading: Reading, target: Format) -> bool:
    reason = misfit(item)
    if not reason and not item.asked and target.NAME not in _TELLS_ASKED:
        reason = f"it is not asked by default, which {target.TITLE} cannot tell"
    if reason:
        reading.note(item.id, f"left out: {reason}")
    elif item.topic and target.NAME not in _TELLS_TOPICS:
        reading.note(item.id, "without its topic", "info")
    return not reason
