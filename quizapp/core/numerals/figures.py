"""Figures and number words: "1,000", "1 000", "3.8e9", "½", "seventy-one", "three point eight"."""

from __future__ import annotations

import re
from decimal import Decimal

from rapidfuzz.distance import OSA
from text_to_num import text2num

from quizapp.core.number_words import number

MOST_DIGITS = 60
"""Digits of a figure that is still read as one."""
MOST_EXPONENT = 100
_SPELLED_LANGUAGES = frozenset({"fr", "de", "es", "pt", "it", "nl"})
_SPELLED_EVERYWHERE = ("fr", "de")
"""Languages in which numbers are read whatever the question's language is, like those of `number_words`."""
_GROUPED_BY_SPACE = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_PLAIN = re.compile(r"\d+")
_GROUPS = r"\d{1,3}(?:{0}\d{3})+"
_INDIAN_GROUPS = r"\d{1,2}(?:{0}\d{2})+{0}\d{3}"
_FRACTION = re.compile(r"(?:(\d{1,9})[ -])?(\d{1,9}) ?/ ?(\d{1,9})")
_FIGURE = re.compile(
    r"(?P<sign>[-+]\s?)?(?P<digits>(?:\d|[.,](?=\d))(?:[\d.,' ]*\d)?)"
    r"(?:e(?P<e>[-+]?\d{1,3})(?!\w)|\s?[x×*]\s?10\s?(?:\^|\*\*)?\s?(?P<power>[-+]?\d{1,3}))?"
)
MAGNITUDES = {
    word: Decimal(factor)
    for factor, words in (
        ("1e2", "hundred hundreds yuz сто"),
        ("1e3", "thousand thousands k min bin тысяча тысячи тысяч тыс հազար"),
        ("1e6", "million millions mn mln mio m milyon миллион миллиона миллионов млн միլիոն"),
        ("1e9", "billion billions bn bln b mrd md milliard milliards milyard milyar миллиард միլիարդ"),
        ("1e9", "миллиарда миллиардов млрд"),
        ("1e12", "trillion trillions tn trn триллион триллиона триллионов трлн"),
        ("12", "dozen dozens"),
    )
    for word in words.split()
}
_ENGLISH = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
thousand million billion and point half quarter a an
"""
_ENGLISH_WORDS = frozenset(_ENGLISH.split())
SHORTEST_MISSPELT = 4
"""Letters of a number word in which one slip is forgiven, if it can only be that word."""


def is_number_word(word: str) -> bool:
    """Whether a plain word may itself be (part of) a number: twenty, half, million, 20."""
    return not word.isalpha() or word in _ENGLISH_WORDS or word in MAGNITUDES or number([word]) is not None


def figure_at_start(text: str) -> tuple[set[Decimal], str]:
    """The numbers that the figure at the start of a text may be, and the rest of the text."""
    fraction = _FRACTION.match(text)
    if fraction and int(fraction[3]):
        value = Decimal(fraction[1] or 0) + Decimal(fraction[2]) / Decimal(fraction[3])
        return {value}, text[fraction.end() :]
    match = _FIGURE.match(text)
    if not match or len(match["digits"]) > MOST_DIGITS:
        return set(), text
    exponent = int(match["e"] or match["power"] or 0)
    if abs(exponent) > MOST_EXPONENT:
        return set(), text
    sign = -1 if (match["sign"] or "").strip() == "-" else 1
    values = {sign * value.scaleb(exponent) for value in readings(match["digits"])}
    return values, text[match.end() :]


def readings(digits: str) -> set[Decimal]:
    """What a figure with dots, commas, blanks or apostrophes may be.

    1,234 is 1234 and, by other habits, 1.234; 12,000 is never twelve, nor 1,500 one and a half.
    """
    digits = digits.strip()
    if " " in digits or "'" in digits:
        return _by_space(digits)
    if _PLAIN.fullmatch(digits):
        return {Decimal(digits)}
    found = set()
    for group, point in ((",", "."), (".", ",")):
        value = _grouped(digits, group, point)
        if value is not None:
            found.add(value)
    return found


def _by_space(digits: str) -> set[Decimal]:
    if not _GROUPED_BY_SPACE.fullmatch(digits):
        return set()
    return {Decimal(digits.replace(" ", "").replace("'", "").replace(",", "."))}


def _grouped(digits: str, group: str, point: str) -> Decimal | None:
    """The figure read with these signs for groups and for the decimal point."""
    whole, sign, decimals = digits.partition(point)
    if sign and not decimals.isdecimal():
        return None
    if group in whole:
        shape = (
            rf"{_GROUPS.replace('{0}', re.escape(group))}|{_INDIAN_GROUPS.replace('{0}', re.escape(group))}"
        )
        if not re.fullmatch(shape, whole) or whole.startswith("0"):
            return None
        whole = whole.replace(group, "")
    elif point == "," and len(decimals) == 3 and decimals.endswith("0"):
        return None
    return Decimal(f"{whole or 0}.{decimals or 0}") if sign else Decimal(whole)


def words_at_start(text: str, language: str) -> tuple[set[Decimal], str]:
    """The number spelled out at the start of a text, and the rest of the text."""
    words = text.replace("-", " ").split()
    spelled = language.partition("-")[0].partition("_")[0]
    for length in range(min(len(words), 16), 0, -1):
        head = words[:length]
        value = _share(head) or _english([_respelt(word) for word in head])
        if value is None and (other := number(head, ordinal=True)) is not None:
            value = Decimal(other)
        for tag in (spelled, *_SPELLED_EVERYWHERE):
            if value is None and tag in _SPELLED_LANGUAGES:
                value = _spelled(" ".join(head), tag)
        if value is not None:
            return {value}, " ".join(words[length:])
    return set(), text


def _respelt(word: str) -> str:
    """The English number word that a word can only be, or the word itself."""
    if word in _ENGLISH_WORDS or len(word) < SHORTEST_MISSPELT or word in MAGNITUDES:
        return word
    if number([word], ordinal=True) is not None:
        return word
    longer = (known for known in _ENGLISH_WORDS if len(known) > 3)
    near = [known for known in longer if OSA.distance(word, known, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else word


def _share(words: list[str]) -> Decimal | None:
    """A fraction in words: "one fifth", "a third", "two thirds"; "fifth" alone is the fifth."""
    if len(words) != 2 or words[1] in _PARTS:
        return None
    parts = number([words[1].removesuffix("s")], ordinal=True)
    count = 1 if words[0] in ("a", "an") else number(words[:1])
    if parts is None or count is None or not count < parts <= 10 or words[1] in _ENGLISH_WORDS:
        return None
    return Decimal(count) / Decimal(parts)


_PARTS = {"half": "0.5", "quarter": "0.25"}


def _english(words: list[str]) -> Decimal | None:
    """Cardinal words, with "half", "a quarter" and "point"; None if some word is none of these."""
    if not set(words) <= _ENGLISH_WORDS:
        return None
    bare = [word for word in words if word not in ("a", "an")]
    if not bare:
        return Decimal(1)
    if bare in (["half"], ["quarter"], ["one", "half"], ["one", "quarter"]):
        return Decimal(_PARTS[bare[-1]])
    if words[-1] in _PARTS and words[-3:-1] == ["and", "a"]:
        whole = _english(words[:-3])
        return None if whole is None else whole + Decimal(_PARTS[words[-1]])
    return _with_point(words) if "point" in words else _cardinal(words)


def _cardinal(words: list[str]) -> Decimal | None:
    if words[0] in ("a", "an"):
        words = ["one", *words[1:]]
    if {"a", "an", "half", "quarter"} & set(words) or words[-1] == "and":
        return None
    return _spelled(" ".join(words), "en")


def _with_point(words: list[str]) -> Decimal | None:
    at = words.index("point")
    whole = _spelled(" ".join(words[:at]), "en") if at else Decimal(0)
    digits = [_spelled(word, "en") for word in words[at + 1 :]]
    if whole is None or not digits or any(digit is None or digit > 9 for digit in digits):
        return None
    return Decimal(f"{whole}." + "".join(str(digit) for digit in digits))


def _spelled(text: str, language: str) -> Decimal | None:
    try:
        return Decimal(text2num(text, language))
    except ValueError:
        return None
