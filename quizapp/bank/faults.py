"""What is wrong with a set, each fault with its place and a stable code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quizapp.core.errors import SetError

Path = tuple[str | int, ...]
"""Keys and positions that lead to a place in a document, such as ("entities", "oslo", "type")."""
Severity = Literal["error", "warning"]
MOST_FAULTS = 200
"""More are not listed: whoever has so many has one cause to look for."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to put right; `str()` gives the line that the command line prints."""

    path: str
    """File name as the user gave it."""
    line: int
    """From 1; 0 where the fault is about the file as a whole."""
    column: int
    """In characters from 1; in a table the number of the cell."""
    code: str
    message: str
    severity: Severity = "error"
    question: str = ""
    """Id of the question at fault, if one is."""

    def __str__(self) -> str:
        mild = "warning: " if self.severity == "warning" else ""
        return f"{self.path}:{self.line}:{self.column} {self.code} {mild}{self.message}"


class SetFaults(SetError):
    """A set cannot be used; `faults` names every reason, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault whose line is not looked up yet."""

    path: Path
    code: str
    message: str
    at_key: bool = False
    """Whether the key itself is at fault, not what stands behind it."""


class Findings:
    """Collects faults, so that an author sees all of them at once."""

    def __init__(self) -> None:
        self._items: list[Finding] = []
        self.left_out = 0

    def add(self, path: Path, code: str, message: str, *, at_key: bool = False) -> None:
        """Note a fault; beyond MOST_FAULTS only their number is kept."""
        if len(self._items) < MOST_FAULTS:
            self._items.append(Finding(path, code, message, at_key))
        else:
            self.left_out += 1

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._items)

    def __bool__(self) -> bool:
        return bool(self._items)
