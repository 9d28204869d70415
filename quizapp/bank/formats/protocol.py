"""What a module must have to be an exchange format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, Protocol

from quizapp.bank.formats.items import Item, Reading, Writing


class Format(Protocol):
    """One exchange format."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """By which the command line calls it."""

    @property
    def TITLE(self) -> str:  # noqa: N802
        """What people call it."""

    @property
    def ENDINGS(self) -> tuple[str, ...]:  # noqa: N802
        """How names of its files end."""

    @property
    def KINDS(self) -> tuple[str, ...]:  # noqa: N802
        """The kinds of questions that it can hold, the one to prefer for a fact first."""

    @property
    def BINARY(self) -> bool:  # noqa: N802
        """Whether its files are no text."""

    def read(self, file: BinaryIO, name: str) -> Reading:
        """What a file holds. Raises FormatError when it cannot be read at all."""

    def write(self, title: str, items: Sequence[Item]) -> Writing:
        """A file of the items. What cannot stand in it is noted."""
