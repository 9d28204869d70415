"""Questions as rows of a table: the columns that `csv` and `xlsx` share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Any, get_args

from quizapp.bank.formats.items import Choice, Item, Reading
from quizapp.bank.formats.texts import Ids
from quizapp.bank.schema import KindName

KINDS: tuple[str, ...] = (
    "choice",
    "typed",
    *(one for one in get_args(KindName) if one not in ("choice", "typed")),
)
"""Every kind, the one to prefer for a fact first."""
_PLAIN = ("id", "kind", "stem", "key", "accepts", "answer", "statement", "topic", "asked")
_TARGET = re.compile(r"target ([a-z])")
_OPTION = re.compile(r"option ([a-z])")
_SPLIT = re.compile(r"(?<!\\)\|")


class BadRow(ValueError):
    """A row that is no question."""


def is_question_table(header: Sequence[str]) -> bool:
    """Whether a header row is that of a table of questions."""
    return {"kind", "stem"} <= {title.strip().lower() for title in header}


def take_rows(rows: Sequence[tuple[int, list[str]]], reading: Reading) -> None:
    """Add the questions of a table, its header first, to a reading."""
    if not rows or not is_question_table(rows[0][1]):
        reading.note("", "a table of questions has a header row with the columns kind and stem", "error", 1)
        return
    header = [title.strip().lower() for title in rows[0][1]]
    ids = Ids()
    for line, row in rows[1:]:
        cells = dict(zip(header, row, strict=False))
        id = ids.make(cells.get("id", ""))
        try:
            item = _item(id, cells)
        except BadRow as error:
            reading.note(id, str(error), "error", line)
            continue
        item.locator = f"row {line}"
        reading.items.append(item)


def _item(id: str, cells: Mapping[str, str]) -> Item:
    kind = cells["kind"].strip().lower()
    if kind not in KINDS:
        raise BadRow(f"{kind[:40]!r} is no kind of question: one of {', '.join(KINDS)}")
    stem = cells["stem"].strip()
    if not stem:
        raise BadRow("the column stem is empty")
    options = [
        Choice(text, cells.get(f"why {letter}", "").strip()) for letter, text in _lettered(cells, _OPTION)
    ]
    targets = [Choice(text) for _, text in _lettered(cells, _TARGET)]
    return Item(
        id,
        kind,
        stem,
        options=options,
        targets=targets,
        key=_key(kind, cells.get("key", "").strip(), len(options), len(targets)),
        accepts=[
            part.replace("\\|", "|").strip()
            for part in _SPLIT.split(cells.get("accepts", ""))
            if part.strip()
        ],
        answer=cells.get("answer", "").strip(),
        statement=cells.get("statement", "").strip(),
        topic=cells.get("topic", "").strip(),
        asked=cells.get("asked", "").strip().lower() not in ("no", "false"),
    )


def _lettered(cells: Mapping[str, str], column: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for title, text in cells.items():
        found = column.fullmatch(title)
        if found and text.strip():
            yield found[1], text.strip()


def _key(kind: str, text: str, options: int, targets: int) -> Any:
    """The key of a cell, in the shape of its kind. Raises BadRow."""
    letters = set(ascii_lowercase[:options])
    if kind == "flashcard":
        return None
    if not text:
        raise BadRow("the column key is empty")
    if kind == "truefalse":
        if text.lower() not in ("true", "false", "yes", "no"):
            raise BadRow("the key is true or false")
        return text.lower() in ("true", "yes")
    if kind == "matching":
        return _pairs(text, letters, set(ascii_lowercase[:targets]))
    if kind in ("multiple", "timeline", "choice"):
        found = [part.strip().lower() for part in text.split(",") if part.strip()]
        if not found or set(found) - letters or (kind == "choice" and len(found) != 1):
            raise BadRow(f"the key {text[:40]!r} names no option: write letters such as a, or a,c")
        return found[0] if kind == "choice" else sorted(set(found)) if kind == "multiple" else found
    return [part.strip() for part in text.split(",")] if kind == "locate" else text


def _pairs(text: str, letters: set[str], targets: set[str]) -> dict[str, str]:
    parts = [part.strip().lower().partition("=") for part in text.split(",") if part.strip()]
    pairs = {left.strip(): right.strip() for left, _, right in parts}
    if set(pairs) != letters or set(pairs.values()) - targets:
        raise BadRow("the key gives each option its target: a=b,b=a")
    return pairs


def rows_of(items: Sequence[Item]) -> list[list[str]]:
    """The table of the items, its header first."""
    most = max((len(item.options) for item in items), default=0)
    spare = max((len(item.targets) for item in items), default=0)
    titles = [f"{word} {letter}" for letter in ascii_lowercase[:most] for word in ("option", "why")]
    header = [*_PLAIN, *titles, *(f"target {letter}" for letter in ascii_lowercase[:spare])]
    return [header, *(_row(item, header) for item in items)]


def _row(item: Item, header: Sequence[str]) -> list[str]:
    cells = {
        name: str(getattr(item, name)) for name in ("id", "kind", "stem", "answer", "statement", "topic")
    }
    cells["key"] = _key_text(item.key)
    cells["accepts"] = " | ".join(text.replace("|", "\\|") for text in item.accepts)
    cells["asked"] = "" if item.asked else "no"
    for letter, one in zip(ascii_lowercase, item.options, strict=False):
        cells[f"option {letter}"], cells[f"why {letter}"] = one.text, one.why
    for letter, one in zip(ascii_lowercase, item.targets, strict=False):
        cells[f"target {letter}"] = one.text
    return [cells.get(title, "") for title in header]


def _key_text(key: Any) -> str:
    match key:
        case None:
            return ""
        case bool():
            return "true" if key else "false"
        case dict():
            return ",".join(f"{left}={right}" for left, right in key.items())
        case list():
            return ",".join(str(one) for one in key)
        case _:
            return str(key)
