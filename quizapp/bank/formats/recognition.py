"""Which exchange format a file has: by its ending, and where several share one, by what it holds."""

from __future__ import annotations

import re
from pathlib import Path

from quizapp.bank.formats import FORMATS, Format, FormatError, kahoot
from quizapp.bank.formats.qti_files import local, roots
from quizapp.bank.formats.question_table import is_question_table
from quizapp.bank.formats.workbooks import read_rows

MOST_LOOKED_AT = 200_000
_AIKEN = re.compile(r"^ANSWER:\s*[A-Z]\s*$", re.MULTILINE)
_GIFT = re.compile(r"\{\s*(?:[=~#}]|T|F|TRUE|FALSE)|^::|^\$CATEGORY:", re.MULTILINE)
_SET = re.compile(r'^\s*\{\s*"set"')
_ROOTS = {
    "quiz": "moodle-xml",
    "questestinterop": "qti12",
    "assessmentItem": "qti21",
    "assessmentTest": "qti21",
}

_ROOT = re.compile(r"<(?![?!])(?:\w+:)?(\w+)")


def recognised(path: Path) -> Format | None:
    """The format of a file of another program, or of a table or list of whole questions.

    None for what may be a set of our own. Raises OSError, and FormatError for a damaged spreadsheet.
    """
    name = _name(path)
    return FORMATS[name] if name else None


def _name(path: Path) -> str:
    """The name of the format; "" where it is a set's."""
    ending = path.suffix.lower()
    if path.is_dir() or ending in (".yaml", ".yml", ""):
        return ""
    if ending == ".xlsx":
        with path.open("rb") as file:
            return "kahoot" if kahoot.is_kahoot(read_rows(file)) else "xlsx"
    if ending == ".zip":
        with path.open("rb") as file:
            found = (_ROOTS.get(local(root), "") for _, root in roots(file, "QTI package (.zip)"))
            return next((name for name in found if name), "") or _unknown("this archive")
    own = next((format.NAME for format in FORMATS.values() if ending in format.ENDINGS), "")
    if ending not in (".txt", ".xml", ".json", ".csv", ".tsv"):
        return own
    with path.open("rb") as file:
        start = file.read(MOST_LOOKED_AT).decode("utf-8-sig", "replace")
    return _by_content(ending, start)


def _unknown(what: str) -> str:
    raise FormatError(f"{what} is of no format that is read here: name its format with --from")


def _by_content(ending: str, start: str) -> str:
    if ending == ".xml":
        root = _ROOT.search(start)
        return (_ROOTS.get(root[1], "") if root else "") or _unknown("this XML")
    if ending == ".json":
        return "" if _SET.match(start) else "json"
    if ending == ".txt":
        found = (name for name, mark in (("aiken", _AIKEN), ("gift", _GIFT)) if mark.search(start))
        return next(found, "")
    header = start.partition("\n")[0]
    return "csv" if is_question_table(re.split("[,;\t]", header.replace('"', ""))) else ""
