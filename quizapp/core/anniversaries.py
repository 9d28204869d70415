"""Which facts of a set belong to a day of the year: recurring days, and days of past years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.facts import Fact, FactSet, Value


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A fact that a day of the year brings back."""

    fact: Fact
    month_day: MonthDay
    year: int | None
    """The year it began in; None for a day that recurs by itself."""

    def years(self, today: date) -> int | None:
        """Whole years on that day; None for a recurring day or one of the same year."""
        return today.year - self.year if self.year is not None and self.year < today.year else None


def anniversaries(facts: FactSet) -> Iterator[Anniversary]:
    """Every fact of the set that is tied to one day of the year, in the set's order.

    Facts that are sensitive or not asked are left out, and so are values that no source states itself.
    """
    for fact in facts.facts.values():
        if not fact.asked or fact.sensitive or not fact.claims or fact.claims[0].derived:
            continue
        found = _day_of(fact.claims[0].value)
        if found is not None:
            yield Anniversary(fact, *found)


def on_day(facts: FactSet, today: date) -> tuple[Anniversary, ...]:
    """The anniversaries of one day; what began this very year is not one yet."""
    return tuple(
        item
        for item in anniversaries(facts)
        if (item.month_day.month, item.month_day.day) == (today.month, today.day)
        and (item.year is None or item.year < today.year)
    )


def _day_of(value: Value) -> tuple[MonthDay, int | None] | None:
    if isinstance(value, MonthDay):
        return value, None
    if isinstance(value, PartialDate) and value.precision == "day" and not value.about:
        year, month, day = value.start
        return MonthDay(month, day), year
    return None
