"""Numbers spelled out in English, Azerbaijani, Turkish, Russian and Armenian, cardinal and ordinal.

All words are compared in their plain spelling (`plain_text.plain`): dördüncü is "dorduncu", первый "первыи".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizapp.core.plain_text import plain

MOST_WORDS = 12
"""Words of the longest number that is read as one."""
_CARDINALS = {
    0: "zero sıfır ноль ноля нуль զրո",
    1: "one bir один одна одно одного одной մեկ",
    2: "two iki два две двух երկու",
    3: "three üç три трёх երեք",
    4: "four dörd dört четыре четырёх չորս",
    5: "five beş пять пяти հինգ",
    6: "six altı шесть шести վեց",
    7: "seven yeddi yedi семь семи յոթ",
    8: "eight səkkiz sekiz восемь восьми ութ",
    9: "nine doqquz dokuz девять девяти ինը ինն",
    10: "ten десять десяти տաս տասը",
    11: "eleven одиннадцать одиннадцати",
    12: "twelve двенадцать двенадцати",
    13: "thirteen тринадцать тринадцати",
    14: "fourteen четырнадцать четырнадцати",
    15: "fifteen пятнадцать пятнадцати",
    16: "sixteen шестнадцать шестнадцати",
    17: "seventeen семнадцать семнадцати",
    18: "eighteen восемнадцать восемнадцати",
    19: "nineteen девятнадцать девятнадцати",
    20: "twenty iyirmi yirmi двадцать двадцати քսան",
    30: "thirty otuz тридцать тридцати երեսուն",
    40: "forty fourty qırx kırk сорок сорока քառասուն",
    50: "fifty əlli elli пятьдесят հիսուն",
    60: "sixty altmış шестьдесят վաթսուն",
    70: "seventy yetmiş семьдесят յոթանասուն",
    80: "eighty səksən seksen восемьдесят ութսուն",
    90: "ninety doxsan doksan девяносто իննսուն",
    100: "hundred yüz сто հարյուր",
    200: "двести",
    300: "триста",
    400: "четыреста",
    500: "пятьсот",
    600: "шестьсот",
    700: "семьсот",
    800: "восемьсот",
    900: "девятьсот",
    1_000: "thousand min bin тысяча тысячи тысяч тысячу հազար",
    1_000_000: "million milyon миллион миллиона миллионов միլիոն",
    1_000_000_000: "billion milyard milyar миллиард миллиарда миллиардов միլիարդ",
}
_ORDINALS = {
    1: "first առաջին перв",
    2: "second երկրորդ втор",
    3: "third երրորդ трет",
    4: "fourth չորրորդ четверт",
    5: "fifth пят",
    6: "sixth шест",
    7: "seventh седьм",
    8: "eighth восьм",
    9: "ninth девят",
    10: "tenth десят",
    11: "eleventh одиннадцат",
    12: "twelfth двенадцат",
    13: "thirteenth тринадцат",
    14: "fourteenth четырнадцат",
    15: "fifteenth пятнадцат",
    16: "sixteenth шестнадцат",
    17: "seventeenth семнадцат",
    18: "eighteenth восемнадцат",
    19: "nineteenth девятнадцат",
    20: "twentieth двадцат",
    30: "thirtieth тридцат",
    90: "девяност",
}
_TEN = "on"
"""Ten in Azerbaijani and Turkish, and an English word: a number only before another one, or as an ordinal."""
_RUSSIAN_ENDINGS = "ое ого ому ом ая ой ый ым ье ьего ьему ья ий"
_TURKIC_ENDINGS = r"(?P<th>[iu]?nc[iu])?(?:s?[iu])?(?:n?(?:in|un|da|de|dan|den|ta|te|tan|ten|e|a))?"
_CENTURIES = range(13, 21)
"""The first half of a year said in two: nineteen ninety-one."""
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class _Numeral:
    value: int
    ordinal: bool = False


def _table(words: dict[int, str]) -> dict[str, int]:
    return {plain(word): value for value, texts in words.items() for word in texts.split()}


def _of_script(words: dict[str, int], letters: str) -> dict[str, int]:
    """The words of one script, longest first."""
    longest = sorted(words, key=len, reverse=True)
    return {word: words[word] for word in longest if re.fullmatch(letters, word)}


_CARDINAL, _ORDINAL = _table(_CARDINALS), _table(_ORDINALS)
_RUSSIAN = _of_script(_ORDINAL, "[а-я]+")
_RUSSIAN_FORM = re.compile(
    f"({'|'.join(_RUSSIAN)})(?:{'|'.join(plain(ending) for ending in _RUSSIAN_ENDINGS.split())})"
)
_TURKIC = _of_script(_CARDINAL, "[a-z]+") | {_TEN: 10}
_TURKIC_FORM = re.compile(f"({'|'.join(_TURKIC)}){_TURKIC_ENDINGS}")
_ARMENIAN = _of_script(_CARDINAL, "[ա-ֆ]+") | {"տասն": 10}
_ARMENIAN_FORM = re.compile(
    f"({'|'.join(_ARMENIAN)})({'|'.join(word for word, value in _ARMENIAN.items() if 0 < value < 10)})?"
    "(երորդ|րորդ)?(?:ին|ի|ը|ն)?"
)


@lru_cache(4096)
def _numeral(word: str) -> _Numeral | None:
    """What one plain word says; None for a word that is no number."""
    if word in _CARDINAL:
        return _Numeral(_CARDINAL[word])
    if word in _ORDINAL and word not in _RUSSIAN:
        return _Numeral(_ORDINAL[word], ordinal=True)
    if found := _RUSSIAN_FORM.fullmatch(word):
        return _Numeral(_RUSSIAN[found[1]], ordinal=True)
    if word != _TEN and (found := _TURKIC_FORM.fullmatch(word)):
        return _Numeral(_TURKIC[found[1]], ordinal=found["th"] is not None)
    if found := _ARMENIAN_FORM.fullmatch(word):
        tens, ones = _ARMENIAN[found[1]], _ARMENIAN[found[2]] if found[2] else 0
        return None if ones and (tens % 10 or tens > 90) else _Numeral(tens + ones, ordinal=bool(found[3]))
    return None


def number(words: Sequence[str], *, ordinal: bool = False) -> int | None:
    """The number that plain words say together; None where they say none, or an ordinal not asked for."""
    total, group, least = 0, 0, 10**12
    for place, word in enumerate(words):
        one = _Numeral(10) if word == _TEN and place + 1 < len(words) else _numeral(word)
        if one is None or (one.ordinal and (not ordinal or place + 1 < len(words))):
            return None
        if one.value >= 1_000:
            if one.value >= least:
                return None
            total, group, least = total + max(group, 1) * one.value, 0, one.value
        elif one.value == 100 and group < 10:
            group = max(group, 1) * 100
        elif _fits(group, one.value) and (one.value or len(words) == 1):
            group += one.value
        else:
            return None
    return total + group if words else None


def _fits(group: int, value: int) -> bool:
    """Whether a figure may follow: units after tens, tens after hundreds."""
    if value < 10:
        return group % 10 == 0
    return group % 100 == 0 if value < 100 else group == 0


def in_figures(text: str) -> str:
    """The plain text with its numbers in figures: "the fourth of october", "nineteen ninety-one"."""
    spans: list[tuple[int, int, int]] = []
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        length = _run(text, words[at : at + MOST_WORDS])
        if length:
            start, end = words[at].start(), words[at + length - 1].end()
            value = number([match[0] for match in words[at : at + length]], ordinal=True) or 0
            century = spans[-1] if spans and _BLANK.fullmatch(text[spans[-1][1] : start]) else None
            if century and century[2] in _CENTURIES and 10 <= value < 100:
                start, value = spans.pop()[0], century[2] * 100 + value
            spans.append((start, end, value))
        at += length or 1
    for start, end, value in reversed(spans):
        text = f"{text[:start]}{value}{text[end:]}"
    return text


def _run(text: str, words: Sequence[re.Match[str]]) -> int:
    """How many of the words, from the first on, say one number."""
    best = 0
    for length in range(1, len(words) + 1):
        if length > 1 and not _BLANK.fullmatch(text[words[length - 2].end() : words[length - 1].start()]):
            break
        if number([match[0] for match in words[:length]], ordinal=True) is not None:
            best = length
    return best


_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1_000}


def roman_number(text: str) -> int | None:
    """The number that capital letters say in the Roman way (LXXI); None for any other text."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_LETTERS[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
