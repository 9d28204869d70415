"""Folding: what is left of a text when case, accents, articles and signs do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

CACHED_LENGTH = 64
"""Characters of a name worth remembering; longer texts are sentences."""
_CACHE_SIZE = 1 << 17
_LETTERS = str.maketrans(
    {
        **{
            "ı": "i",
            "ə": "a",
            "ø": "o",
            "ł": "l",
            "đ": "d",
            "ð": "d",
            "þ": "th",
            "æ": "ae",
            "œ": "oe",
            "ё": "е",
        },
        **dict.fromkeys("'’‘ʼʻ`´ʹ′·.", ""),
    }
)
_OTHER_LETTERS = (
    str.maketrans({"ə": "e"}),
    str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}),
)
"""Second ways to write some letters without their marks."""
_MARKED_SCRIPTS = ("LATIN", "GREEK", "HEBREW", "ARABIC")
"""Scripts whose marks may be left out; in others (Й, Devanagari vowels) a mark makes another letter."""
_ARTICLES = ("the",)
_LEADING_ARTICLES = ("a", "an")
_ASCII_WORD = re.compile(r"[a-z0-9]+|[&+%#<=>|~$]")
"""What `_words` finds in a text of small ASCII letters, only faster."""
_FIGURE = re.compile(r"\d(?:[.,:]\d| (?:to|and|until) \d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")
"""What parts the whole of a figure from its decimals: 8.5 is not 85, though 1,000 is 1000."""
_FROM = re.compile(r"\b(?:from|between) (?=\d)")
_RANGE = re.compile(r"(?<=\d) (?:to|and|until) (?=\d)")
"""Words of a range of figures: from 8 to 13 is 8–13."""
_HOUR = re.compile(r"(?<!\d)0(?=\d:\d\d(?!\d))")
"""The nought before a single figure of hours: 06:15 is 6:15."""
_SAME_WORDS = {"&": "and", "saint": "st", "mount": "mt", "sankt": "st"}


def fold(text: str) -> str:
    """The text without case, accents, articles, punctuation, invisible marks and surplus blanks.

    Other scripts than Latin stay what they are, and so do emoji. Texts that fold alike are one name.
    """
    return _cached_fold(text) if len(text) <= CACHED_LENGTH else _fold(text)


def unordered(text: str) -> str:
    """The folded words in alphabetical order: Fuzuli–Jabrayil and Jabrayil–Fuzuli are one and the same."""
    plain = fold(text)
    return " ".join(sorted(plain.split())) if " " in plain else plain


def forms(text: str) -> tuple[str, ...]:
    """The folded text, and its second spellings: ə as e, ö as oe."""
    return _cached_forms(text) if len(text) <= CACHED_LENGTH else _forms(text)


def _forms(text: str) -> tuple[str, ...]:
    small = _small(text)
    spellings = (small, *(small.translate(letters) for letters in _OTHER_LETTERS))
    return tuple(dict.fromkeys(_fold(spelling) for spelling in dict.fromkeys(spellings)))


def _fold(text: str) -> str:
    small = _small(text)
    if _FIGURE.search(small):
        small = _POINT.sub("~", _HOUR.sub("", _THOUSANDS.sub("", small)))
        small = _RANGE.sub(" ", _FROM.sub("", small))
    bare = _without_marks(small.translate(_LETTERS))
    words = [_SAME_WORDS.get(word, word) for word in _words(bare)]
    return " ".join(_without_articles(words))


def _small(text: str) -> str:
    if text.isascii():
        return text.lower()
    # İ becomes i with a dot above, which goes with the other marks.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    script = ""
    for letter in unicodedata.normalize("NFD", text):
        category = unicodedata.category(letter)
        if category in ("Mn", "Lm") and script in _MARKED_SCRIPTS:
            continue
        if category == "Cf":
            continue
        if category != "Mn":
            script = unicodedata.name(letter, "").partition(" ")[0]
        kept.append(str(unicodedata.decimal(letter)) if category == "Nd" else letter)
    return unicodedata.normalize("NFC", "".join(kept))


def _words(text: str) -> list[str]:
    """Runs of letters and figures with their marks; a visible sign that is no punctuation stands alone."""
    if text.isascii():
        return _ASCII_WORD.findall(text)
    spaced = "".join(
        letter
        if letter.isalnum() or unicodedata.category(letter)[0] == "M"
        else f" {letter} "
        if _is_sign(letter)
        else " "
        for letter in text
    )
    return spaced.split()


def _is_sign(letter: str) -> bool:
    return letter in "&+%°#" or unicodedata.category(letter) in ("So", "Sm", "Sc")


def _without_articles(words: list[str]) -> list[str]:
    kept = [word for word in words if word not in _ARTICLES]
    if len(kept) > 1 and kept[0] in _LEADING_ARTICLES:
        kept = kept[1:]
    return kept or words


_cached_fold: Callable[[str], str] = lru_cache(_CACHE_SIZE)(_fold)
_cached_forms: Callable[[str], tuple[str, ...]] = lru_cache(_CACHE_SIZE)(_forms)
