"""What every exchange format reads and writes: items, and remarks on what was not carried whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from quizapp.core.errors import QuizappError

Severity = Literal["error", "warning", "info"]
"""The file is wrong there; left out or carried in part; carried with a small difference."""

BLANK = "____"
"""What stands for the words that are left out of a cloze question."""


class FormatError(QuizappError):
    """A file that cannot be read or written as what it is said to be."""


@dataclass(slots=True)
class Choice:
    """Something offered, matched or put in order; its letter is its place: a, b, c …"""

    text: str
    why: str = ""
    """Feedback: what it is."""


@dataclass(slots=True)
class Item:
    """One question on its way between formats, with the parts of a written question.

    `key` has the shape of a question line: a letter, sorted letters, letters in order, letter to
    letter, true or false, [latitude, longitude], or the text of the right answer or number.
    """

    id: str
    kind: str
    stem: str
    options: list[Choice] = field(default_factory=list)
    targets: list[Choice] = field(default_factory=list)
    key: Any = None
    accepts: list[str] = field(default_factory=list)
    """Further right answers."""
    answer: str = ""
    statement: str = ""
    """What is shown after the answer."""
    locator: str = ""
    """Where in the file it stands, for people."""
    topic: str = ""
    asked: bool = True
    sensitive: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of a report: an item that was not carried whole, and why."""

    item: str
    line: int
    """From 1; 0 where a line says nothing."""
    severity: Severity
    message: str

    @property
    def left_out(self) -> bool:
        """Whether the item is not there at all."""
        return self.message.startswith("left out")

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{self.severity}: {place}{self.item}: {self.message}" if self.item else self._of_file(place)

    def _of_file(self, place: str) -> str:
        return f"{self.severity}: {place}{self.message}"


@dataclass(slots=True)
class Reading:
    """What a file holds."""

    title: str
    items: list[Item] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    language: str = "en"
    kind: str = ""
    """What sort of document it was: "Anki package"."""

    def note(self, item: str, message: str, severity: Severity = "warning", line: int = 0) -> None:
        """Add a line to the report."""
        self.remarks.append(Remark(item, line, severity, message))

    @property
    def faulty(self) -> bool:
        """Whether the file itself is wrong somewhere."""
        return any(remark.severity == "error" for remark in self.remarks)


@dataclass(slots=True)
class Writing:
    """A file's content, and what of the items it could not take."""

    content: bytes
    remarks: Sequence[Remark] = ()
