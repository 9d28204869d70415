"""The words people put around a date, and month names as people spell them."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from quizapp.core.calendar.names import month_names
from quizapp.core.plain_text import plain

LANGUAGES = ("en", "az", "ru", "tr", "hy", "de", "fr", "es", "it", "pt", "uk", "ka", "fa", "ar")
"""Languages whose month names are read whatever the question's language is."""
_FURTHER = """
nl pl cs sk sl hr sr bg mk ro hu fi sv da nb is et lv lt el he hi id ms vi ca eu gl ga cy sq be kk uz ky tk tg
"""
"""Languages whose month names are read in full and exactly, where no two languages disagree on them."""
MONTH_TYPOS = ((8, 2), (4, 1), (0, 0))
"""Letters a month name has at least, and the slips forgiven in it."""
SHORTEST = 3
"""Letters of the shortest month name that is read in the further languages."""
_OTHER_NAMES = {"sept": 9, "febr": 2, "avg": 8, "yan": 1, "noyab": 11, "sentiabr": 9, "oktiabr": 10}
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = tuple(tens + units for tens in ("", "x", "xx", "xxx") for units in _ROMAN_UNITS)[1:32]
"""Days and months in Roman numerals, from one on."""
_ENDINGS_OF_CASES = (
    "da de ta te dan den tan ten in un i u a e nda nde nin nun ya ye ին ի ում ից а у е я ь ю ом ем"
)
_CASE_ENDINGS = frozenset(_ENDINGS_OF_CASES.split())
"""What Azerbaijani, Turkish, Armenian and Russian put at the end of a month name."""
_AROUND_DATES = """
on in at the of a an it was is day days date dated year years month months night early late local time from
during monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
exactly both every each annually yearly i think maybe perhaps
de del den der am im le el dia gun gunu gunleri il ili ilde ilin ilinde ay ayi ayinda yil yili
yilinda yilinin ilin tarixinde tarihinde
her каждыи каждое каждого ежегодно les des г гг год года году годы в с со числа день месяц месяца
թ թվական թվականի թվականին օրը 年 月 日 saat часов час
"""
_APPROXIMATE = (
    "about around approximately approx circa ca c roughly probably около примерно texminen yaklasik մոտ"
)
_FROM_THEN_ON = "since starting beginning onward onwards начиная sonra beri etibaren itibaren"
_UP_TO = "to till until through thru до по do dek kimi kadar bis"
_TOGETHER_WITH = "and & + и ve ile եւ և und et"
NOISE = frozenset(_AROUND_DATES.split())
ABOUT = frozenset(_APPROXIMATE.split())
SINCE = frozenset(_FROM_THEN_ON.split())
UNTIL = frozenset(_UP_TO.split())
AND = frozenset(_TOGETHER_WITH.split())


def month_of(word: str, language: str) -> int | None:
    """The month a (plain) word names: in full, shortened, declined or with a small slip; else None.

    A slip that could belong to two months names neither: "juny" is no month.
    """
    known = _known_months(language)
    if word in known:
        return known[word]
    for name, month in known.items():
        if len(name) >= 3 and word.startswith(name) and word[len(name) :] in _CASE_ENDINGS:
            return month
    return _further_months().get(word) or _misspelt(word, known)


def _misspelt(word: str, known: dict[str, int]) -> int | None:
    nearest: dict[int, int] = {}
    for name, month in known.items():
        limit = next(slips for letters, slips in MONTH_TYPOS if len(name) >= letters)
        distance = OSA.distance(word, name, score_cutoff=limit)
        if 0 < distance <= limit and word[0] == name[0]:
            nearest[month] = min(distance, nearest.get(month, distance))
    if not nearest:
        return None
    least = min(nearest.values())
    months = [month for month, distance in nearest.items() if distance == least]
    return months[0] if len(months) == 1 else None


@cache
def _known_months(language: str) -> dict[str, int]:
    known = dict(_OTHER_NAMES)
    for tag in (*LANGUAGES, language):
        names = month_names(tag)
        for spelling in (names.short, names.alone, names.in_dates):
            known |= {plain(name).strip(". "): month for month, name in enumerate(spelling, 1)}
    return {name: month for name, month in known.items() if re.fullmatch(r"[^\W\d_]+", name)}


@cache
def _further_months() -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for tag in _FURTHER.split():
        names = month_names(tag)
        for month, name in (*enumerate(names.alone, 1), *enumerate(names.in_dates, 1)):
            found.setdefault(plain(name), set()).add(month)
    return {
        name: months.pop() for name, months in found.items() if len(months) == 1 and len(name) >= SHORTEST
    }


def roman_month(word: str) -> int | None:
    """The month of a Roman numeral, as in 4.X.2020."""
    return ROMAN.index(word) + 1 if word in ROMAN[:12] else None
