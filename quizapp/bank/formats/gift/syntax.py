"""The grammar of GIFT: blocks between blank lines, each a text with an answer in braces.

Source of the format: docs.moodle.org, "GIFT format".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

CONTROL = "~=#{}:"
_FIRST = 0xE000
_PRIVATE = {ord(sign): chr(_FIRST + at) for at, sign in enumerate(CONTROL + "\\")}
"""Escaped signs while the text is taken apart: letters that no file has any use for."""
_BACK = {ord(private): chr(sign) for sign, private in _PRIVATE.items()}
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_COMMENT_ID = re.compile(r"\[id:([^\]]+)\]")
_COMMENT_TAG = re.compile(r"\[tag:([^\]]+)\]")


@dataclass(slots=True)
class Block:
    """One question as it stands in the file, its escapes hidden."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    depth: int = 0
    """Braces that are open."""
    id: str = ""
    tags: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its lines."""
        return "\n".join(self.lines)

    def add(self, number: int, line: str) -> None:
        """One more line of the file."""
        self.line = self.line or number
        self.lines.append(line)
        self.depth += line.count("{") - line.count("}")


@dataclass(slots=True)
class Parts:
    """A block taken apart."""

    title: str
    format: str
    before: str
    answer: str | None
    """What the braces hold; None where there are none."""
    after: str


class BadBlock(ValueError):
    """A block that is no question."""


def hidden(text: str) -> str:
    """The text with its escaped signs as private letters."""
    plain = "".join(one for one in text if not _FIRST <= ord(one) < _FIRST + len(_PRIVATE))
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else _PRIVATE[ord(found[1])], plain)


def shown(text: str) -> str:
    """The text with its escaped signs as they are meant."""
    return text.translate(_BACK).strip()


def escaped(text: str) -> str:
    """A text as it is written in a file."""
    signs = {ord(sign): f"\\{sign}" for sign in CONTROL + "\\"}
    return text.translate(signs | {ord("\n"): "\\n"})


def blocks(text: str) -> Iterator[Block]:
    """The questions and categories of a file; comments are left out, but for the ids and tags in them."""
    block = Block()
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare.startswith("//"):
            block.tags += _COMMENT_TAG.findall(line)
            found = _COMMENT_ID.search(line)
            block.id = found[1].strip() if found else block.id
        elif bare.startswith("$CATEGORY:"):
            if block.lines:
                yield block
            yield Block(number, [bare])
            block = Block()
        elif bare or block.depth > 0:
            block.add(number, hidden(line))
        elif block.lines:
            yield block
            block = Block()
    if block.lines:
        yield block


def parts(text: str) -> Parts:
    """A block taken apart. Raises BadBlock."""
    title, rest = "", text
    found = _TITLE.match(text)
    if found:
        title, rest = shown(found[1]), text[found.end() :]
    style, rest = format_of(rest)
    before, opened, behind = rest.partition("{")
    if not opened:
        if "}" in before:
            raise BadBlock("a brace is closed that was never opened: write \\} for a brace in a text")
        return Parts(title, style, before, None, "")
    answer, closed, after = behind.partition("}")
    if not closed:
        raise BadBlock("the brace of its answer is never closed")
    if "{" in answer or "{" in after or "}" in after:
        raise BadBlock("more than one pair of braces: write \\{ and \\} for braces in a text")
    return Parts(title, style, before, answer, after)


def format_of(text: str, default: str = "moodle") -> tuple[str, str]:
    """The format that a text names in brackets, and the rest of it."""
    found = _FORMAT.match(text)
    return (found[1], text[found.end() :]) if found else (default, text)
