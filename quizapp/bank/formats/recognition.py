"""Which exchange format a file has: by its ending, and where several share one, by how it begins."""

from __future__ import annotations

from pathlib import Path

from quizapp.bank.formats import FORMATS, Format


def recognised(path: Path) -> Format | None:
    """The format of a file of another program; None for what may be a set of our own. Raises OSError."""
    ending = path.suffix.lower()
    for format in FORMATS.values():
        if ending in format.ENDINGS:
            return format
    return None
