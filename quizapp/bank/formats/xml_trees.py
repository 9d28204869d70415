"""XML from strangers: bounded, and without a document type, by which small files unfold to huge ones."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from quizapp.bank.formats.items import FormatError

DEEPEST = 200
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OTHER_WIDTHS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def read_tree(content: bytes, what: str) -> ElementTree.Element:
    """The root of a document. Raises FormatError, with the line, when it is not well formed."""
    if content.startswith(_OTHER_WIDTHS):
        raise FormatError(f"{what} is not in UTF-8: save it as UTF-8")
    if _DOCTYPE.search(content):
        raise FormatError(f"{what} has a document type (<!DOCTYPE …>), which is not read: take it out")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - what makes this unsafe is refused above
    except ElementTree.ParseError as error:
        line, column = error.position
        reason = ElementTree.ParseError.__str__(error).partition(":")[0]
        raise FormatError(f"line {line}, column {column + 1}: {what} is not well formed: {reason}") from error
    except (ValueError, LookupError, RecursionError) as error:
        raise FormatError(f"{what} cannot be read as XML: {error}") from error
    _check_depth(root, what)
    return root


def _check_depth(root: ElementTree.Element, what: str) -> None:
    """Raises FormatError where elements stand in one another beyond all use."""
    level = list(root)
    for _ in range(DEEPEST):
        if not level:
            return
        level = [child for element in level for child in element]
    raise FormatError(f"{what} is nested more than {DEEPEST} elements deep")
