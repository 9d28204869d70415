"""Exchange formats: other programs' questions in, ours out. A new format is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.bank.formats import (
    aiken,
    anki,
    csv_table,
    gift,
    json_list,
    kahoot,
    moodle,
    qti12,
    qti21,
    quizlet,
    set_file,
    xlsx_table,
)
from quizapp.bank.formats.items import FormatError, Item, Reading, Remark, Writing
from quizapp.bank.formats.protocol import Format

__all__ = ["FORMATS", "Format", "FormatError", "Item", "Reading", "Remark", "Writing"]

_ALL: tuple[Format, ...] = (
    set_file,
    csv_table,
    xlsx_table,
    gift,
    moodle,
    qti12,
    qti21,
    aiken,
    quizlet,
    kahoot,
    anki,
    json_list,
)
FORMATS: Mapping[str, Format] = {format.NAME: format for format in _ALL}
