"""What a stem may give away: words and figures that stand in the key as well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quizapp.core.material import folded

SHORTEST = 4
"""Letters from which a word in stem and key alone counts as a hint (wording rule W8)."""
_WORD = re.compile(r"\w+")


def telling_words(text: str) -> frozenset[str]:
    """The folded words of four letters or more, and all figures."""
    words = _WORD.findall(folded(text))
    return frozenset([word for word in words if len(word) >= SHORTEST or word.isdigit()])


@lru_cache(16_384)
def _traces(text: str) -> frozenset[str]:
    """Figures whole, words by their first four letters: "Zangilan" and "Zangazur" leave one trace."""
    return frozenset([word if word.isdigit() else word[:SHORTEST] for word in telling_words(text)])


def shares(stem: str, key: str) -> bool:
    """Whether a telling word of the key stands in the stem, or begins as a word of the stem does."""
    return not _traces(stem).isdisjoint(_traces(key))


def gives_away(stem: str, key: str, others: Iterable[str]) -> bool:
    """Whether a telling word ties the stem to the key and to no other option."""
    hints = _traces(stem) & _traces(key)
    return bool(hints) and not hints <= frozenset().union(*map(_traces, others))


def says_all(stem: str, key: str) -> bool:
    """Whether every word of the key stands in the stem already."""
    words = set(_WORD.findall(folded(key)))
    return bool(words) and words <= set(_WORD.findall(folded(stem)))
