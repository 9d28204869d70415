"""What may be true of a fact: only what is provably outside it is ever offered as wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from quizapp.core.calendar import MonthDay, PartialDate, day_number, month_days_between
from quizapp.core.facts import EntityRef, Fact, Number, Point, Unknown, Value
from quizapp.core.material import HUB, Material
from quizapp.core.spelling.folding import unordered

ABOUT_NUMBER = Decimal("0.1")
"""A figure called "about" reaches a tenth to either side."""
ABOUT_DAYS = {"time": 1, "day": 15, "month": 92, "year": 3653, "range": 15, "open": 15}
"""How many days a date called "about" reaches beyond itself, by its precision."""
TIGHT = 1
"""Days apart at which two dates about one place are a trick and no question."""


@dataclass(frozen=True, slots=True)
class Truths:
    """All that may be true of a fact, as far as the set can tell."""

    dates: tuple[PartialDate, ...]
    entities: frozenset[str]
    """Entities, with all that contains them or lies in them, and their homonyms."""
    numbers: tuple[Number, ...]
    texts: frozenset[str]
    """Folded texts in any order of their words, names of the entities and recurring days among them."""

    def rule_out(self, value: Value) -> bool:
        """Whether the value is provably wrong."""
        if isinstance(value, PartialDate):
            return not any(may_coincide(value, date) for date in self.dates)
        if isinstance(value, EntityRef):
            return value.id not in self.entities
        if isinstance(value, Number):
            return not any(may_equal(value, number) for number in self.numbers)
        if isinstance(value, (Unknown, Point)):
            return False
        return (value.text if isinstance(value, MonthDay) else unordered(value)) not in self.texts


def may_coincide(one: PartialDate, other: PartialDate) -> bool:
    """Whether both may be the same time, given how loosely each is said."""
    if one.overlaps(other):
        return not (one.time and other.time) or one.about or other.about or one.time == other.time
    if not (one.about or other.about):
        return False
    slack = sum(ABOUT_DAYS[date.precision] for date in (one, other) if date.about)
    early, late = sorted((one, other), key=lambda date: date.start)
    return day_number(late.start) - day_number(early.end) <= slack


def may_equal(one: Number, other: Number) -> bool:
    """Whether both figures may be right at once: equal, or as near as "about" allows."""
    if one.unit != other.unit:
        return True
    slack = ABOUT_NUMBER if "about" in (one.bound, other.bound) else Decimal(0)
    return abs(one.amount - other.amount) <= slack * max(abs(one.amount), abs(other.amount))


def truths(material: Material, fact: Fact) -> Truths:
    """All that may be true of the fact: every claim, near truth, list-mate, and value of a container."""
    known: dict[str, Truths] = material.memory("truths")
    if fact.id not in known:
        known[fact.id] = _gathered(material, list(_values(material, fact)), material.containers(fact.entity))
    return known[fact.id]


def _gathered(material: Material, values: list[Value], around: Iterable[str]) -> Truths:
    entities: set[str] = set(around)
    texts: set[str] = set()
    for value in values:
        if isinstance(value, EntityRef):
            entities |= material.kin(value.id)
            texts.update(unordered(name.text) for name in material.facts.entities[value.id].names)
        elif isinstance(value, (str, MonthDay)):
            texts.add(value.text if isinstance(value, MonthDay) else unordered(value))
    return Truths(
        dates=tuple(dict.fromkeys(value for value in values if isinstance(value, PartialDate))),
        entities=frozenset(entities),
        numbers=tuple(value for value in values if isinstance(value, Number)),
        texts=frozenset(texts),
    )


def _values(material: Material, fact: Fact) -> Iterator[Value]:
    yield from _stated(material, fact)
    attribute = material.attribute(fact)
    for other in material.facts_of(fact.entity):
        if other is fact:
            continue
        same = other.attribute == fact.attribute
        listed = bool(fact.list_id) and other.list_id == fact.list_id
        several = same and (listed or attribute.many or not attribute.functional)
        if several:
            yield from _stated(material, other)
        elif not same and attribute.value_type == "date":
            yield from (value for value in _stated(material, other) if _as_fine(value, fact, material))
    for other in _about_kin(material, fact):
        yield from _stated(material, other)


def _as_fine(value: Value, fact: Fact, material: Material) -> bool:
    """Whether a date in another role could be taken for the fact's: a day leaves its hours open."""
    asked = material.value(fact)
    by_hour = isinstance(asked, PartialDate) and asked.precision == "time"
    return not by_hour or (isinstance(value, PartialDate) and value.precision == "time")


def _stated(material: Material, fact: Fact) -> Iterator[Value]:
    yield from material.values(fact)
    for near in fact.never_offer:
        yield near.value


def _about_kin(material: Material, fact: Fact) -> Iterator[Fact]:
    """Facts that say the same of what contains the entity (or its place), lies in it, or shares its name.

    A value of the district is never a wrong answer for the town in it.
    """
    for relative in material.kin(fact.entity) - {fact.entity}:
        yield from (other for other in material.facts_of(relative) if other.attribute == fact.attribute)
    for place in places(material, fact):
        for relative in material.kin(place) - {place}:
            for mention in material.mentions.get(relative, ()):
                if mention.entity == fact.entity:
                    continue
                about = material.facts_of(mention.entity)
                yield from (other for other in about if other.attribute == fact.attribute)


def places(material: Material, fact: Fact) -> frozenset[str]:
    """The entities to which the fact's own entity is tied by its other facts, such as an event's place."""
    known: dict[str, frozenset[str]] = material.memory("places")
    if fact.id not in known:
        known[fact.id] = frozenset(
            value.id
            for other in material.facts_of(fact.entity)
            if other is not fact
            for value in material.values(other)
            if isinstance(value, EntityRef) and value.id != fact.entity
        )
    return known[fact.id]


def subjects(material: Material, fact: Fact) -> frozenset[str]:
    """What the fact is about: its entity and the places of it, unless half the set is tied to them."""
    known: dict[str, frozenset[str]] = material.memory("subjects")
    if fact.id not in known:
        tied = (fact.entity, *places(material, fact))
        mentions = material.mentions
        known[fact.id] = frozenset(
            one for one in tied if len(material.facts_of(one)) + len(mentions.get(one, ())) <= HUB
        )
    return known[fact.id]


def too_tight(material: Material, one: Fact, other: Fact, value: Value, key: Value) -> bool:
    """Whether the two times lie within a day of each other and concern the same place (rule W7)."""
    return _a_day_apart(value, key) and not subjects(material, one).isdisjoint(subjects(material, other))


def times_close_by(material: Material, fact: Fact, key: Value) -> tuple[Value, ...]:
    """The times within a day of the key that the set gives for other things about the same place."""
    if not isinstance(key, (PartialDate, MonthDay)):
        return ()
    others = _about(material, subjects(material, fact))
    times = (value for other in others if other.id != fact.id for value in material.values(other))
    return tuple(value for value in times if _a_day_apart(value, key) and not _is_open(value))


def _about(material: Material, things: Iterable[str]) -> Iterator[Fact]:
    """What the set says of the things, and of whatever has one of them as a value."""
    for thing in things:
        yield from material.facts_of(thing)
        for mention in material.mentions.get(thing, ()):
            yield from material.facts_of(mention.entity)


def _is_open(value: Value) -> bool:
    return isinstance(value, PartialDate) and value.precision == "open"


def _a_day_apart(one: Value, other: Value) -> bool:
    if isinstance(one, MonthDay) and isinstance(other, MonthDay):
        return month_days_between(one, other) <= TIGHT
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        early, late = sorted((one, other), key=lambda date: date.start)
        return late.start[0] - early.end[0] <= 1 and day_number(late.start) - day_number(early.end) <= TIGHT
    return False


def is_closed(material: Material, fact: Fact) -> bool:
    """Whether what the set does not say of this is wrong: one true value, or a list read whole."""
    attribute = material.attribute(fact)
    if fact.list_id:
        return all(member.complete for member in material.lists[fact.list_id])
    return attribute.functional and not attribute.many
