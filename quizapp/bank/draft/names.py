"""Places and figures in a sentence, by the words that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NAME = r"[A-ZƏÖÜÇŞĞİ][\w’'-]+(?:[ -][A-ZƏÖÜÇŞĞİ][\w’'-]+){0,2}"
_NOUN = (
    r"(?:city|cities|towns?|districts?|villages?|settlements?|regions?|oblast|provinces?|county|counties|"
    r"rivers?|mountains?|airport|bridge|lakes?|islands?|peninsula|valley)"
)
_BESIDE = (
    re.compile(rf"\b({_NAME}(?:(?:, | and |, and ){_NAME})*) (?:\(?{_NOUN}\)?)\b"),
    re.compile(rf"\b(?:{_NOUN}|capital) of ({_NAME}(?:(?:, | and |, and ){_NAME})*)"),
    re.compile(rf"\b(?:in|at|near|into|liberated|captured|took) ({_NAME})\b"),
)
_PARTS = re.compile(r", and |, | and ")
_OTHER_CAPITALS = """
January February March April May June July August September October November December Monday Tuesday Wednesday
Thursday Friday Saturday Sunday President Prime Minister Army Armed Forces Supreme Council Day Response Order
Parliament The This That These Those His Her Its Their Our
"""
_NO_PLACES = frozenset(_OTHER_CAPITALS.split())
_ADJECTIVE = re.compile(r"(.+?)(?:i|n|an|ian|ese|ish)")
_FIGURE = re.compile(
    r"(?P<bound>about|around|approximately|nearly|more than|over|at least|less than)?\s*"
    r"(?<![\w.,:])(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w:-])"
    r"(?P<unit>\s?%|(?: (?:thousand|million|billion))?(?: more)?(?: [a-z]{2,})?"
    r"(?: (?:kilomet\w+|met\w+|miles))?)"
)
_NO_NOUNS = "in on at of to and or from by with for as the was were is are had has am pm"
_NO_UNITS = frozenset(_NO_NOUNS.split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is no date."""

    amount: str
    unit: str
    bound: str


def places_of(sentences: Iterable[str]) -> frozenset[str]:
    """Every name that stands somewhere as that of a place."""
    found = (
        _PARTS.split(match[1])
        for sentence in sentences
        for pattern in _BESIDE
        for match in pattern.finditer(sentence)
    )
    names = {part.strip("’'") for parts in found for part in parts}
    names = {name for name in names if name and not set(re.split("[ -]", name)) & _NO_PLACES}
    return frozenset(name for name in names if not _is_adjective(name, names))


def _is_adjective(name: str, names: set[str]) -> bool:
    """Whether a name is that of another place with an ending: Azerbaijani beside Azerbaijan."""
    found = _ADJECTIVE.fullmatch(name)
    return found is not None and found[1] in names


def places_in(sentence: str, known: frozenset[str]) -> list[str]:
    """The known places that a sentence names, in their order."""
    words = re.findall(rf"{_NAME}", sentence)
    found = []
    for words_together in words:
        parts = re.split("[ -]", words_together)
        for size in range(len(parts), 0, -1):
            found += [
                name
                for start in range(len(parts) - size + 1)
                if (name := " ".join(parts[start : start + size]).removesuffix("'s").removesuffix("’s"))
                in known
            ]
    return list(dict.fromkeys(found))


def figures_in(sentence: str, taken: Iterable[tuple[int, int]]) -> list[Figure]:
    """The figures of a sentence that lie outside its dates."""
    for start, end in taken:
        sentence = sentence[:start] + ";" * (end - start) + sentence[end:]
    found = []
    for match in _FIGURE.finditer(sentence):
        unit = match["unit"].strip().removeprefix("more").strip()
        if unit.split(" ")[0] in _NO_UNITS:
            unit = ""
        found.append(Figure(match["amount"].replace(",", ""), unit, match["bound"] or ""))
    return found
