"""Which phrase stands for a fact's entity, so that the value is not said before it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizapp.core import leaks, naming, wording
from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.calendar.names import month_names
from quizapp.core.facts import EntityRef, Fact, Value
from quizapp.core.material import Material, folded


def one_year(value: Value) -> int | None:
    """The one year in which a date lies, unless the year itself is what is asked."""
    if not isinstance(value, PartialDate) or value.start[0] != value.end[0]:
        return None
    return value.start[0]


def year_figure(value: Value) -> str:
    """The figure by which the one year of a date is named: 216 for the year 216 BC; "" where it has none."""
    year = one_year(value)
    if year is None:
        return ""
    return str(year if year > 0 else 1 - year)


def month_words(material: Material, value: PartialDate | MonthDay) -> set[str]:
    """The words for the month or months of a date, as the set's language writes them."""
    if isinstance(value, MonthDay):
        months = {value.month}
    elif value.precision == "year" or value.start[0] != value.end[0]:
        return set()
    else:
        months = {value.start[1], value.end[1]}
    names = month_names(material.language)
    return {name for month in months for name in (names.alone[month - 1], names.in_dates[month - 1])}


def phrase_for(material: Material, fact: Fact, value: Value, with_year: bool = False) -> str | None:
    """The entity's name, or a description where a name holds part of the value (rule F2).

    `with_year` lets it say the year of a date. None where every phrase tells the date.
    """
    known: dict[tuple[str, bool], str | None] = material.memory("phrases of entities")
    key = (fact.id, with_year)
    if key not in known:
        known[key] = _phrase_for(material, fact, value, with_year)
    return known[key]


def _phrase_for(material: Material, fact: Fact, value: Value, with_year: bool) -> str | None:
    entity = material.entity(fact)
    attribute = material.attribute(fact)
    fits = keeps_secret(material, value, with_year)
    strict = naming.phrase(material, entity, attribute.of, naming.named_first(entity), fits)
    if strict is not None or isinstance(value, (PartialDate, MonthDay)):
        return strict
    return naming.phrase(material, entity, attribute.of, naming.named_first(entity), lambda _: True)


def keeps_secret(material: Material, value: Value, with_year: bool = False) -> Callable[[str], bool]:
    """A test of phrases: whether one says no part of the value. `with_year`: the year may be said."""
    if isinstance(value, (PartialDate, MonthDay)):
        secret = month_words(material, value)
        if not with_year and one_year(value) is not None:
            secret |= {year_figure(value)}
        secret = {folded(word) for word in secret}
        return lambda text: secret.isdisjoint(re.findall(r"\w+", folded(text)))
    texts = [wording.words(material, value, bound=False)]
    if isinstance(value, EntityRef):
        texts = list(naming.spellings(material.facts.entities[value.id]))
    return lambda text: not any(leaks.shares(text, key) for key in texts)
