"""Moodle's questions with gaps ("embedded answers"): `{1:SHORTANSWER:=right~%50%half#feedback}` in a text.

Source of the format: docs.moodle.org, "Embedded Answers (Cloze) question type".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from string import ascii_lowercase

from quizapp.bank.formats import markup, numeric
from quizapp.bank.formats.items import BLANK, Choice, Item

MOST_GAPS = 100
_GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^{}\\])*)\}")
_PIECES = re.compile(r"(?<!\\)~")
_MARK = re.compile(r"(=|%(-?\d+(?:\.\d+)?)%)?(.*)", re.DOTALL)
_FEEDBACK = re.compile(r"(?<!\\)#")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}
_CHOICES = ("MULTICHOICE", "MC")
_SEVERAL = ("MULTIRESPONSE", "MR")


class BadGap(ValueError):
    """A gap that cannot be asked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer of a gap."""

    share: Decimal
    """1 for a right answer."""
    text: str
    feedback: str


def items(text: str) -> Iterator[tuple[Item | None, str]]:
    """A question for each gap, the other gaps filled; or None, and why there is none."""
    gaps = list(_GAP.finditer(text))
    if len(gaps) > MOST_GAPS:
        yield None, f"it has more than {MOST_GAPS} gaps"
        return
    pieces = [_pieces(gap[3]) for gap in gaps]
    for at, gap in enumerate(gaps):
        try:
            item = _item(gap[2], pieces[at])
        except (BadGap, InvalidOperation) as error:
            yield None, str(error) if isinstance(error, BadGap) else "its number is none"
            continue
        item.stem = markup.plain(_filled(text, gaps, pieces, at))
        yield item, ""


def _filled(text: str, gaps: list[re.Match[str]], pieces: list[list[Piece]], asked: int) -> str:
    out, place = [], 0
    for at, gap in enumerate(gaps):
        right = max(pieces[at], key=lambda piece: piece.share, default=None)
        told = right.text if right else ""
        told = told.partition(":")[0] if gap[2] in _NUMBERS else told
        out += [text[place : gap.start()], BLANK if at == asked else told]
        place = gap.end()
    return "".join([*out, text[place:]])


def _pieces(body: str) -> list[Piece]:
    found = []
    for part in _PIECES.split(body):
        mark = _MARK.fullmatch(part.strip())
        if mark is None or not mark[3].strip():
            continue
        text, *feedback = _FEEDBACK.split(mark[3], maxsplit=1)
        share = Decimal(1) if mark[1] == "=" else Decimal(mark[2] or 0) / 100
        found.append(Piece(share, _plain(text), _plain("".join(feedback))))
    return found


def _plain(text: str) -> str:
    return markup.plain(_ESCAPE.sub(r"\1", text))


def _item(kind: str, pieces: list[Piece]) -> Item:
    """The question of a gap, without its text. Raises BadGap and InvalidOperation."""
    right = [piece for piece in pieces if piece.share == 1]
    texts = list(dict.fromkeys(piece.text for piece in right if piece.text and "*" not in piece.text))
    if not texts:
        raise BadGap("a gap without an answer that is wholly right")
    if kind in _TYPED:
        return Item("", "cloze", "", key=texts[0], accepts=texts[1:], statement=right[0].feedback)
    if kind in _NUMBERS:
        values = [text.replace(",", ".").partition(":") for text in texts]
        ranges = [numeric.Range(Decimal(value), Decimal(tolerance or "0")) for value, _, tolerance in values]
        figures, _ = numeric.accepted(ranges)
        return Item("", "number", "", key=figures[0], accepts=figures[1:], statement=right[0].feedback)
    if kind.startswith((*_CHOICES, *_SEVERAL)):
        return _choice(pieces, several=kind.startswith(_SEVERAL))
    raise BadGap(f"a gap of the sort {kind}, which is not asked here")


def _choice(pieces: list[Piece], *, several: bool) -> Item:
    if not 2 <= len(pieces) <= len(ascii_lowercase):
        raise BadGap("a gap to choose for needs two options, and takes 26")
    options = [Choice(piece.text, piece.feedback) for piece in pieces]
    keys = [ascii_lowercase[at] for at, piece in enumerate(pieces) if piece.share > 0]
    if several and len(keys) > 1:
        return Item("", "multiple", "", options=options, key=keys)
    best = next(at for at, piece in enumerate(pieces) if piece.share == 1)
    return Item("", "choice", "", options=options, key=ascii_lowercase[best])
