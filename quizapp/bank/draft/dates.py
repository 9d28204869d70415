"""Dates in running text, by a small grammar: days, months, years, ranges, and years that are inherited.

A general reader of dates finds many where there are none; this one reads only what is said outright.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = tuple(month_name)[1:]
_SHORT = {"sept": 9} | {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_DASH = r"\s*(?:[-–—]|\bto\b|\buntil\b|\bthrough\b)\s*"
_BEFORE_YEAR = (
    r"(?:in|since|by|until|during|from|of|before|after|year|early|late|mid|spring|summer|autumn|winter)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b",
        r"\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b",
        rf"\b(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?{_DASH}(?P<m2>{_MONTH})\s+(?P<d2>{_DAY})\b"
        rf"(?:,?\s+(?P<y2>{_YEAR})\b)?",
        rf"\b(?P<d>{_DAY})\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?{_DASH}(?P<d2>{_DAY})\s+(?P<m2>{_MONTH})\b"
        rf"(?:,?\s+(?P<y2>{_YEAR})\b)?",
        rf"\b(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?:{_DASH}(?P<d2>{_DAY})|\s+and\s+(?P<also>{_DAY}))?\b"
        rf"(?!\s*(?:percent|%|people))(?:,?\s+(?P<y>{_YEAR})\b)?",
        rf"\b(?P<d>{_DAY})(?:{_DASH}(?P<d2>{_DAY})|\s+and\s+(?P<also>{_DAY}))?\s+(?:of\s+)?(?P<m>{_MONTH})\b"
        rf"(?:,?\s+(?P<y>{_YEAR})\b)?",
        rf"\b(?P<m>{_MONTH}),?\s+(?:of\s+)?(?P<y>{_YEAR})\b",
        rf"\b{_BEFORE_YEAR}\s+(?P<y>{_YEAR})\b(?!-?\s?(?:people|soldiers|square|kilomet|met(?:er|re)|s\b))",
    )
)
_EVERY_YEAR = re.compile(
    r"\b(?:every|each) year\b|\bannual(?:ly)?\b|\b(?:City|Memorial|Victory|Remembrance) Day\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date as it stands in a text."""

    start: int
    end: int
    date: str
    """Machine form: 2020-10-04, 2020-10, 2020, 2020-10-27/2020-10-28, --10-04."""
    precision: str
    """day, month, year, range or month-day."""
    inferred: str = ""
    """`year` where the year was said elsewhere."""


class Reader:
    """Reads sentence after sentence, and remembers the year that was said last."""

    def __init__(self) -> None:
        self._year: int | None = None

    def read(self, sentence: str) -> list[Found]:
        """The dates of a sentence, in their order."""
        found: list[Found] = []
        matches = sorted(_matches(sentence), key=lambda one: one.start())
        later = [year for one in matches if (year := _year_of(one))]
        recurring = bool(_EVERY_YEAR.search(sentence))
        for match in matches:
            own = _year_of(match)
            self._year = own or self._year
            inherited = None if recurring else self._year or next(iter(later), None)
            found += _dates(match, own or inherited, inferred=not own)
        return found


def _matches(sentence: str) -> Iterator[re.Match[str]]:
    """What the patterns find, the first pattern's find going before all that overlap it."""
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            start, end = match.span()
            if all(end <= left or start >= right for left, right in taken):
                taken.append((start, end))
                yield match


def _year_of(match: re.Match[str]) -> int | None:
    """The year that a match says itself: that of a range stands at its end."""
    return _number(_part(match, "y2") or _part(match, "y"))


def _part(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _dates(match: re.Match[str], year: int | None, *, inferred: bool) -> Iterator[Found]:
    """The dates of one match; none where a day is not in its month."""
    month, day = _month(_part(match, "m")), _number(_part(match, "d"))
    start, end = match.span()
    said = "year" if inferred and year is not None else ""
    if month is None:
        yield Found(start, end, f"{year}", "year")
        return
    if day is None:
        yield Found(start, end, f"{year}-{month:02}", "month")
        return
    month2, day2 = _month(_part(match, "m2")) or month, _number(_part(match, "d2"))
    if day2 is not None:
        first_year = _number(_part(match, "y")) or year
        one, other = (
            _day(first_year, month, day),
            _day(year if _part(match, "m2") else first_year, month2, day2),
        )
        if one and other and one < other and year is not None:
            yield Found(start, end, f"{one}/{other}", "range", said)
        return
    for each in (day, _number(_part(match, "also"))):
        date = _day(year, month, each) if each is not None else None
        if date:
            yield Found(start, end, date, "day" if year is not None else "month-day", said)


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    return _SHORT.get(text.lower().rstrip(".")) or _SHORT.get(text[:3].lower())


def _number(text: str | None) -> int | None:
    digits = re.match(r"\d+", text) if text else None
    return int(digits[0]) if digits else None


def _day(year: int | None, month: int, day: int) -> str | None:
    if not 1 <= day <= monthrange(year or 2000, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}" if year is not None else f"--{month:02}-{day:02}"
