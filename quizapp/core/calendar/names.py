"""The month names and date patterns of languages, from the CLDR data that babel carries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError, localedata

_WRITTEN_AS = {"en": "en_GB"}
"""Languages written as in another locale: English with the day first."""
_FALLBACK = "en"
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthNames:
    """The twelve month names of a language, January first."""

    in_dates: Names
    alone: Names
    short: Names


@dataclass(frozen=True, slots=True)
class Patterns:
    """How a language writes dates, in the letters of Unicode TS 35 (`d MMMM y`)."""

    day: str
    month: str
    recurring: str


@cache
def month_names(language: str) -> MonthNames:
    """The month names of a language tag such as `en` or `az`; English for one that nobody knows."""
    months = _data(language)["months"]
    in_dates = _twelve(months["format"]["wide"]) or _twelve(_data(_FALLBACK)["months"]["format"]["wide"])
    alone = _twelve(months["stand-alone"].get("wide"))
    return MonthNames(
        in_dates=in_dates,
        alone=alone if _kin(alone, in_dates) else in_dates,
        short=_twelve(months["format"].get("abbreviated")) or in_dates,
    )


@cache
def patterns(language: str) -> Patterns:
    """The date patterns of a language tag; English ones for a language that nobody knows."""
    data = _data(language)
    day = str(data["date_formats"]["long"].pattern)
    skeletons = data["datetime_skeletons"]
    month = skeletons.get("yMMMM")
    recurring = skeletons.get("MMMMd")
    return Patterns(
        day=re.sub("d+", "d", day),
        month=str(month.pattern) if month else "LLLL y",
        recurring=str(recurring.pattern) if recurring else "d MMMM",
    )


def _data(language: str) -> Mapping[str, Any]:
    tag = language.replace("-", "_")
    try:
        locale = str(Locale.parse(_WRITTEN_AS.get(tag, tag)))
        return localedata.load(locale)
    except (UnknownLocaleError, ValueError, TypeError, OSError):
        return localedata.load(_WRITTEN_AS[_FALLBACK])


def _twelve(names: object) -> Names:
    if isinstance(names, tuple):  # an alias and the names that override it
        names = names[-1]
    if not isinstance(names, Mapping) or any(month not in names for month in range(1, 13)):
        return ()
    return tuple(str(names[month]) for month in range(1, 13))


def _kin(alone: Names, in_dates: Names) -> bool:
    """Whether the stand-alone names begin like the names in dates.

    In babel up to 2.18 a name resolved for one language can leak into another one that has none of its own
    (python-babel/babel, issue 1234): Turkish months then come out in Azerbaijani.
    """
    pairs = zip(alone, in_dates, strict=False)
    return bool(alone) and all(a[:1].casefold() == b[:1].casefold() for a, b in pairs)
