"""Facts proposed from a text: each date with its sentence, and what stands in it. A person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.bank.draft.dates import Reader
from quizapp.bank.draft.names import Figure, figures_in, places_in, places_of

_BLOCKS = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS = re.compile(r"(?<=[.!?…])[”\"')\]]*\s+(?=[“\"'(\[]?[A-ZƏÖÜÇŞĞİ\d])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that a document may hold."""

    date: str
    precision: str
    sentence: str
    paragraph: int
    """Blocks between blank lines, counted from 1, the title included."""
    places: list[str]
    numbers: list[Figure]
    inferred: str = ""


def propose(text: str) -> list[Proposal]:
    """One proposal for each date of the text, in its order."""
    paragraphs = [block for block in _BLOCKS.split(text.strip()) if block.strip()]
    sentences = [(number, one) for number, block in enumerate(paragraphs, 1) for one in _sentences(block)]
    known = places_of(sentence for _, sentence in sentences)
    reader = Reader()
    return [one for number, sentence in sentences for one in _proposals(sentence, number, reader, known)]


def _proposals(sentence: str, paragraph: int, reader: Reader, known: frozenset[str]) -> Iterator[Proposal]:
    found = reader.read(sentence)
    if not found:
        return
    places = places_in(sentence, known)
    numbers = figures_in(sentence, [(one.start, one.end) for one in found])
    for one in found:
        yield Proposal(one.date, one.precision, sentence, paragraph, places, numbers, one.inferred)


def _sentences(block: str) -> Iterator[str]:
    text, kept = " ".join(block.split()), ""
    for part in _ENDS.split(text):
        kept = f"{kept} {part}".strip()
        if not _ABBREVIATION.search(kept):
            yield kept
            kept = ""
    if kept:
        yield kept
