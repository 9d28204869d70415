"""One spelling for what is typed: the small differences between keyboards that never mean anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_EXTRA_LETTERS = str.maketrans(
    {"ı": "i", "ə": "e", "ё": "е", "ø": "o", "ł": "l", "đ": "d", "_": " ", "⁄": "/"}
)
_VULGAR_FRACTION = re.compile(r"([¼-¾⅐-⅞])")


def plain(text: str) -> str:
    """The text in small letters without accents, with ASCII digits, dashes and apostrophes.

    Invisible marks and emoji go; a fraction sign becomes figures (2½: 2 1/2).
    """
    spaced = _VULGAR_FRACTION.sub(r" \1", text)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", spaced).lower())
    return "".join(_letters(folded)).translate(_EXTRA_LETTERS).strip()


def _letters(text: str) -> Iterator[str]:
    for letter in text:
        category = unicodedata.category(letter)
        if category == "Nd":
            yield str(unicodedata.decimal(letter))
        elif category == "Pd" or letter == "−":
            yield "-"
        elif letter in "‘’ʼ`´":
            yield "'"
        elif letter == "°" or category not in ("Mn", "Cf", "So"):
            yield " " if category == "Zs" else letter
