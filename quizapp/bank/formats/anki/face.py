"""One side of a card on its way to being rendered: its fields, and what was met in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

MOST_LETTERS = 100_000
"""Of one field, and of one template: no question is that long."""
MOST_TOGETHER = 1_000_000
"""Of all that one side puts together."""


class BadTemplate(ValueError):
    """A template that cannot be rendered."""


class Face:
    """What a card is rendered with, and what was met on the way."""

    __slots__ = ("_letters", "deletions", "front", "ordinal", "typed", "values")

    def __init__(self, values: Mapping[str, str], ordinal: int, *, front: bool) -> None:
        self.values = values
        self.ordinal = ordinal
        """Number of the cloze deletion that is asked, from 1."""
        self.front = front
        self.deletions: list[str] = []
        """What was left out of the text, as HTML."""
        self.typed: list[str] = []
        """Names of the fields that are typed."""
        self._letters = 0

    def filled(self, name: str) -> bool:
        """Whether a field has anything in it; `c1` is filled on the card of the first deletion."""
        if re.fullmatch(r"c\d+", name):
            return int(name[1:]) == self.ordinal
        return bool(self.values.get(name, "").strip())

    def take(self, name: str) -> str:
        """The HTML of a field. Raises BadTemplate when a side grows beyond all bounds."""
        value = self.values.get(name, "")
        self._letters += len(value)
        if len(value) > MOST_LETTERS or self._letters > MOST_TOGETHER:
            raise BadTemplate(f"the field {name[:60]!r} is longer than any question")
        return value
