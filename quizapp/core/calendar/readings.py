"""What a typed text may say of a date: every reading that its words and figures allow, and no guess.

The shapes of dates are written in the letters of `tokens`: nMY is "4 October 2020".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from quizapp.core.calendar.dates import days_in_month
from quizapp.core.calendar.times import take_times
from quizapp.core.calendar.tokens import Token, Words, prepared
from quizapp.core.plain_text import plain

LONGEST_TEXT = 200
"""Characters of a text that may be a date; longer ones are prose."""
_MOST_TOKENS = 16


Side = Literal["whole", "first", "last"]
"""Whether tokens are all that was typed, or what stands on one side of a joining sign."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A day, month or year as far as it is said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def said(self) -> tuple[bool, bool]:
        """Whether month and day are said."""
        return (self.month is not None, self.day is not None)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a text: a date, or from one to another."""

    first: Parts
    last: Parts | None = None
    since: bool = False
    about: bool = False

    @property
    def undated(self) -> bool:
        """Whether no year is said."""
        return self.first.year is None and (self.last is None or self.last.year is None)


@dataclass(frozen=True, slots=True)
class Typed:
    """All that a text may say."""

    readings: tuple[Reading, ...] = ()
    times: frozenset[str] = frozenset()


def read_typed(text: str, language: str = "en", day_first: bool | None = None) -> Typed:
    """Every reading of a typed date. `day_first` settles 04/10 where the learner's locale is known."""
    if len(text) > LONGEST_TEXT:
        return Typed()
    rest, times = take_times(prepared(plain(text)))
    words = Words()
    tokens = words.tokens(rest, language)
    if tokens is None or len(times) > 1 or len(tokens) > _MOST_TOKENS:
        return Typed()
    grammar = _Grammar(day_first)
    readings = {
        replace(reading, since=words.since, about=words.about): None
        for reading in grammar.readings(tokens, words)
    }
    return Typed(tuple(readings), times)


class _Grammar:
    """The shapes of dates and ranges."""

    def __init__(self, day_first: bool | None) -> None:
        self.day_first = day_first

    def readings(self, tokens: list[Token], words: Words) -> Iterator[Reading]:
        """All readings of the tokens, single dates first."""
        for parts in self._moment(tokens, "whole"):
            yield Reading(parts)
        for index, token in enumerate(tokens):
            if token.letter in "-/&" and index:
                yield from self._range(tokens[:index], tokens[index + 1 :], token, words.between)

    def _range(
        self, left: list[Token], right: list[Token], joiner: Token, between: bool
    ) -> Iterator[Reading]:
        sides = product(self._moment(left, "first"), self._moment(right, "last"))
        for first, last in sides:
            begin, end = _inherited(first, last)
            if begin.said != end.said or not _in_order(begin, end):
                continue
            if joiner.letter == "&" and not between and not _adjoining(begin, end):
                continue
            yield Reading(begin, end)

    def _moment(self, tokens: list[Token], side: Side) -> Iterator[Parts]:
        tokens = _without_dots(tokens)
        letters = "".join(token.letter for token in tokens)
        if "M" in letters:
            tokens = [token for token in tokens if token.letter not in "-./"]
            yield from self._with_name(tokens)
        elif letters == "8":
            yield from self._compact(f"{tokens[0].value:08d}")
        elif re.fullmatch(r"[nY](?:([-./]?)[nY](?:\1[nY])?)?", letters):
            figures = [token for token in tokens if token.letter in "nY"]
            yield from self._in_figures(figures, side)

    def _with_name(self, tokens: list[Token]) -> Iterator[Parts]:
        letters = "".join(token.letter for token in tokens)
        fields = {
            **{"M": "m", "nM": "dm", "Mn": "md", "MY": "my", "YM": "ym"},
            **{"nMY": "dmy", "nMn": "dmy", "MnY": "mdy", "Mnn": "mdy", "YMn": "ymd", "YnM": "ydm"},
        }
        if letters in fields:
            yield from _filled(fields[letters], tokens)
        if letters == "Mn" and tokens[1].digits == 2:
            yield from _filled("my", tokens)

    def _in_figures(self, figures: list[Token], side: Side) -> Iterator[Parts]:
        letters = "".join(token.letter for token in figures)
        if letters == "n" and side != "whole":
            yield from _filled("d", figures)
        if letters == "Y" or (letters == "n" and side != "first"):
            yield Parts(year=figures[0].value)
        elif letters == "Ynn":
            yield from tuple(_filled("ymd", figures)) or _filled("ydm", figures)
        elif letters in ("nnY", "nnn"):
            yield from self._ordered(figures, "dmy", "mdy")
        elif letters == "Yn":
            yield from _filled("ym", figures)
        elif letters == "nY":
            yield from _filled("my", figures)
            if side == "last":
                yield from _filled("dy", figures)
        elif letters == "nn":
            yield from self._ordered(figures, "dm", "md")
            yield from _filled("my", figures)

    def _ordered(self, figures: list[Token], day_first: str, month_first: str) -> Iterator[Parts]:
        """Both orders, or the locale's alone where it makes a date."""
        days = list(_filled(day_first, figures))
        months = list(_filled(month_first, figures))
        if self.day_first is True and days:
            yield from days
        elif self.day_first is False and months:
            yield from months
        else:
            yield from days
            yield from months

    def _compact(self, digits: str) -> Iterator[Parts]:
        yield from _filled("ymd", _sliced(digits, 4, 2, 2))
        yield from self._ordered(_sliced(digits, 2, 2, 4), "dmy", "mdy")


def _sliced(digits: str, *widths: int) -> list[Token]:
    figures, start = [], 0
    for width in widths:
        figures.append(Token("n", int(digits[start : start + width]), width))
        start += width
    return figures


def _without_dots(tokens: list[Token]) -> list[Token]:
    """Without the dots at the ends, and those after a figure that other tokens than figures follow."""
    kept = [
        token
        for index, token in enumerate(tokens)
        if token.letter != "." or (index + 1 < len(tokens) and tokens[index + 1].letter in "nY")
    ]
    return kept[1:] if kept and kept[0].letter == "." else kept


def _filled(fields: str, tokens: list[Token]) -> Iterator[Parts]:
    """The parts with the tokens in these fields, once for every century a year of two digits may mean."""
    values = dict(zip(fields, tokens, strict=True))
    years = _years(values["y"]) if "y" in values else (None,)
    month = values["m"].value if "m" in values else None
    day = values["d"].value if "d" in values else None
    for year in years:
        if _possible(year, month, day):
            yield Parts(year, month, day)


def _years(token: Token) -> tuple[int | None, ...]:
    """The years a figure beside a month may mean; none for a lone digit, which is a day."""
    if token.digits == 2 and not token.era:
        return (token.value, 1900 + token.value, 2000 + token.value)
    return (token.value,) if token.digits > 1 or token.era else ()


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    leap = 2000 if year is None else year
    return day is None or 1 <= day <= (days_in_month(leap, month) if month else 31)


def _inherited(first: Parts, last: Parts) -> tuple[Parts, Parts]:
    """What one side leaves out is taken from the other: "28 to 30 October", "November 5-6, 2020"."""
    if first.month is None and last.month is not None and first.day is not None:
        first = replace(first, month=last.month)
    if last.month is None and first.month is not None and last.day is not None:
        last = replace(last, month=first.month)
    if first.year is None:
        first = replace(first, year=last.year)
    if last.year is None:
        last = replace(last, year=first.year)
    if (
        first.said == last.said == (False, False)
        and first.year
        and last.year
        and last.year < 100 < first.year
    ):
        last = replace(last, year=first.year // 100 * 100 + last.year)
    return first, last


def _in_order(first: Parts, last: Parts) -> bool:
    if first.said == (False, True) or (first.year is None) != (last.year is None):
        return False
    both_possible = _possible(first.year, first.month, first.day) and _possible(
        last.year, last.month, last.day
    )
    return both_possible and _numbers(first) < _numbers(last)


def _adjoining(first: Parts, last: Parts) -> bool:
    """Whether nothing lies between the two: "5 and 6 November" is a range, "5 and 7 November" is not."""
    a, b = _numbers(first), _numbers(last)
    if first.day is not None:
        year = 2000 if first.year is None else first.year
        ends = first.day == days_in_month(year, first.month or 1)
        return (a[:2] == b[:2] and b[2] == a[2] + 1) or (ends and last.day == 1 and b[1] == a[1] % 12 + 1)
    return b[0] * 12 + b[1] == a[0] * 12 + a[1] + (1 if first.month else 12)


def _numbers(parts: Parts) -> tuple[int, int, int]:
    return (parts.year or 0, parts.month or 0, parts.day or 0)
