"""Cloze deletions: `{{c1::what is left out::a hint}}`, which may stand in one another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quizapp.bank.formats.anki.face import Face
from quizapp.bank.formats.items import BLANK

DEEPEST = 10
_MARK = re.compile(r"\{\{c(\d{1,4}(?:,\d{1,4})*)::|\}\}")


@dataclass(slots=True)
class _Deletion:
    numbers: frozenset[int]
    parts: list[str] = field(default_factory=list)


def shown(text: str, face: Face) -> str:
    """The text as the card shows it: the deletion asked for is a blank in front, and told behind.

    A text without the card's deletion is not shown at all.
    """
    open_deletions: list[_Deletion] = []
    out: list[str] = []
    place, asked = 0, False
    for found in _MARK.finditer(text):
        top = open_deletions[-1].parts if open_deletions else out
        top.append(text[place : found.start()])
        place = found.end()
        if found[1] is not None and len(open_deletions) < DEEPEST:
            open_deletions.append(_Deletion(frozenset(map(int, found[1].split(",")))))
        elif found[1] is None and open_deletions:
            closed = open_deletions.pop()
            asked |= face.ordinal in closed.numbers
            outside = open_deletions[-1].parts if open_deletions else out
            outside.append(_told(closed, face))
        else:
            top.append(found[0])
    for unclosed in open_deletions:
        out.extend(unclosed.parts)
    out.append(text[place:])
    return "".join(out) if asked else ""


def _told(deletion: _Deletion, face: Face) -> str:
    inner, _, hint = "".join(deletion.parts).partition("::")
    if face.ordinal not in deletion.numbers:
        return inner
    face.deletions.append(inner)
    if not face.front:
        return inner
    return f"{BLANK} ({hint})" if hint else BLANK
