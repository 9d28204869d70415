"""Which values are easily mixed up: dates a day apart or of one day number, names that begin alike.

No two of them are met on one day (learning rule 7.4). A value has marks, `group=value`; two marks clash
where the group is the same and the value is not: meeting one capital in Europe after another is no harm.

    >>> clashing(name_marks("Zangilan"), name_marks("Zangazur"))
    frozenset({'name zang=zangazur'})
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.facts import Value
from quizapp.core.spelling.folding import fold

LETTERS = 4
"""First letters by which names are mixed up."""


def date_marks(value: Value | None) -> frozenset[str]:
    """The marks of a date of day precision; none for anything else."""
    if isinstance(value, MonthDay):
        return frozenset(_day_marks(f"{value.month:02}", value.day, value.text))
    if isinstance(value, PartialDate) and value.precision in ("day", "time"):
        year, month, day = value.start
        return frozenset(_day_marks(f"{year:04}-{month:02}", day, f"{year:04}-{month:02}-{day:02}"))
    return frozenset()


def name_marks(name: str) -> frozenset[str]:
    """The marks of a name."""
    whole = fold(name)
    return frozenset([f"name {whole[:LETTERS]}={whole}"]) if len(whole) >= LETTERS else frozenset()


def clashing(marks: Collection[str], others: Collection[str]) -> frozenset[str]:
    """Those of the other marks that stand for values easily mixed up with this one."""
    own = dict(mark.split("=", 1) for mark in marks)
    return frozenset(
        other
        for other in others
        if (group := other.partition("=")[0]) in own and own[group] != other.partition("=")[2]
    )


def _day_marks(month: str, day: int, value: str) -> Iterator[str]:
    yield f"day {day}={value}"
    for earlier in (day - 1, day):
        yield f"days {month} {earlier}={value}"
