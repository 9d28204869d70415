"""What readers make of a text, in one word each."""

from __future__ import annotations

import io

from quizapp.bank.formats import FORMATS, Item, Reading


def reading(name: str, text: str | bytes) -> Reading:
    content = text.encode() if isinstance(text, str) else text
    return FORMATS[name].read(io.BytesIO(content), "file.txt")


def only(name: str, text: str | bytes) -> Item:
    found = reading(name, text)
    assert [str(remark) for remark in found.remarks if remark.severity == "error"] == []
    (item,) = found.items
    return item


def faults(name: str, text: str | bytes) -> list[tuple[int, str]]:
    return [
        (remark.line, remark.message) for remark in reading(name, text).remarks if remark.severity == "error"
    ]


def texts(item: Item) -> list[str]:
    return [option.text for option in item.options]
