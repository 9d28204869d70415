"""The kinds of questions, by name. A new kind is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.core.kinds import (
    choice,
    cloze,
    date,
    flashcard,
    locate,
    matching,
    multiple,
    number,
    timeline,
    truefalse,
    typed,
)
from quizapp.core.kinds.protocol import Kind, Request

__all__ = ["KINDS", "Kind", "Request"]

_ALL: tuple[Kind, ...] = (
    choice,
    multiple,
    truefalse,
    typed,
    cloze,
    date,
    number,
    matching,
    timeline,
    locate,
    flashcard,
)
KINDS: Mapping[str, Kind] = {kind.NAME: kind for kind in _ALL}
