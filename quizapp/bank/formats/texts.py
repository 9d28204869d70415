"""Text files from strangers: bounded, in UTF-8 or UTF-16, with ids and titles for what is in them."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from quizapp.bank.formats.items import FormatError
from quizapp.bank.slugs import slug

MOST_BYTES = 20_000_000


def read_bytes(file: BinaryIO, most: int = MOST_BYTES) -> bytes:
    """All of a file. Raises FormatError when it is too large."""
    content = file.read(most + 1)
    if len(content) > most:
        raise FormatError(f"the file is larger than {most // 1_000_000} MB: divide it")
    return content


def read_text(file: BinaryIO) -> str:
    """The text of a file, lines ended by `\\n`. Raises FormatError when it is too large, or no text."""
    content = read_bytes(file)
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FormatError(f"line {line}: not UTF-8 text: save the file as UTF-8") from error
    if "\0" in text:
        raise FormatError("the file has a NUL character: it is no text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def title_of(name: str) -> str:
    """The title of a file that says none: its name in words."""
    words = PurePath(name).stem.replace("_", " ").replace("-", " ").strip()
    return (words[:1].upper() + words[1:])[:200] or "Questions"


class Ids:
    """Ids for items that have a name, a number, or nothing; no two alike."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = 0

    def make(self, wanted: str = "") -> str:
        """An id like the name, or the item's number where it has none."""
        self._count += 1
        first = slug(wanted) if wanted.strip() else ""
        if not first or (first == "x" and "x" not in wanted.lower()):
            first = f"q{self._count}"
        made, again = first, 1
        while made in self._taken:
            again += 1
            made = f"{first}-{again}"
        self._taken.add(made)
        return made
