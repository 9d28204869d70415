"""Spellings that are one name: transliterations of the region, and numerals in their several dresses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quizapp.core.spelling.folding import CACHED_LENGTH, fold

SHORTEST_FOR_SOUNDS = 4
"""Letters of a name from which sounds may be written in several ways; symbols are no sounds."""
SHORTEST_FOR_VOWELS = 5
"""Letters of a name in which a and e may stand for each other; in shorter ones they make another name."""
_BEFORE_FOLDING = (("ç", "ch"), ("č", "ch"), ("ş", "sh"), ("š", "sh"), ("ğ", "g"), ("ž", "zh"), ("x", "kh"))
_CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufie", strict=True))
    | {"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
    | dict.fromkeys("ъь", "")
)
_SOUNDS = (
    (re.compile(r"dzh|dj|c(?!h)"), "j"),
    (re.compile(r"gh|q"), "g"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"w"), "v"),
    (re.compile(r"y"), "i"),
)
_DOUBLED = re.compile(r"([^\W\d])\1+")
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_NUMBER_WORDS = {
    word: str(number)
    for number, words in enumerate(
        (
            ("one", "first", "1st"),
            ("two", "second", "2nd"),
            ("three", "third", "3rd"),
            ("four", "fourth", "4th"),
            ("five", "fifth", "5th"),
            ("six", "sixth", "6th"),
            ("seven", "seventh", "7th"),
            ("eight", "eighth", "8th"),
            ("nine", "ninth", "9th"),
            ("ten", "tenth", "10th"),
            ("eleven", "eleventh", "11th"),
            ("twelve", "twelfth", "12th"),
        ),
        1,
    )
    for word in words
}


def skeleton(text: str) -> str:
    """What transliterations of a name have in common: Cəbrayıl, Jabrayil, Djebrail and Jabrail give one.

    Pairs taken as one sound: q/g, gh/ğ/g, x/kh/h, c/j/dj/dzh, ç/ch, ş/sh, y/i, w/v, single and double
    letters, Cyrillic and Latin ones, and a/e/ə in names of five letters or more.
    """
    return _cached_skeleton(text) if len(text) <= CACHED_LENGTH else _skeleton(text)


def latin(small: str) -> str:
    """A text in small letters with Cyrillic written in Latin letters."""
    return small.translate(_CYRILLIC)


def _skeleton(text: str) -> str:
    marked = latin(unicodedata.normalize("NFKC", text).casefold())
    for letter, sound in _BEFORE_FOLDING:
        marked = marked.replace(letter, sound)
    bare = fold(marked).replace(" ", "")
    if len(bare) < SHORTEST_FOR_SOUNDS:
        return fold(text)
    for pattern, sound in _SOUNDS:
        bare = pattern.sub(sound, bare)
    if len(bare) >= SHORTEST_FOR_VOWELS:
        bare = bare.replace("e", "a")
    return _DOUBLED.sub(r"\1", bare)


def numerals_of(folded: str) -> tuple[str, ...]:
    """The numerals in a folded text, which no slip may change: figures, Roman numerals, number words."""
    return tuple(
        number for word in folded.split() for number in (_numeral(word), *re.findall(r"\d+", word)) if number
    )


def with_figures(folded: str) -> str:
    """The folded text with its numerals as figures: World War II, World War Two and World War 2 are one."""
    return " ".join(_numeral(word) or word for word in folded.split())


def _numeral(word: str) -> str:
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    match = _ROMAN.fullmatch(word)
    if not match:
        return ""
    units = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
    return str(10 * len(match[1]) + units[match[2]])


_cached_skeleton = lru_cache(1 << 17)(_skeleton)
