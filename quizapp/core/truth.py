"""What may be true of a fact: only what is provably outside it is ever offered as wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from quizapp.core.calendar import MonthDay, PartialDate, day_number, month_days_between
from quizapp.core.facts import EntityRef, Fact, Number, Unknown, Value
from quizapp.core.material import HUB, Material
from quizapp.core.spelling.folding import unordered

ABOUT_NUMBER = Decimal("0.1")
"""A figure called "about" reaches a tenth to either side."""
ABOUT_DAYS = {"time": 1, "day": 15, "month": 92, "year": 3653, "range": 15, "open": 15}
"""How many days a date called "about" reaches beyond itself, by its precision."""
TIGHT = 1
"""Days apart at which two dates about one place are a trick and no question."""
NEXT_MONTHS = (0, 1, 11)
"""How far the numbers of two months are apart that are the same or follow each other."""
NOWHERE: frozenset[str] = frozenset()


class Truths:
    """All that may be true of a fact, as far as the set can tell; names are looked up when asked for."""

    __slots__ = ("_around", "_entities", "_material", "_texts", "_values")

    def __init__(self, material: Material, values: Sequence[Value], around: Collection[str] = ()) -> None:
        self._material = material
        self._values = values
        self._around = around
        self._entities: frozenset[str] | None = None
        self._texts: frozenset[str] | None = None

    @property
    def entities(self) -> frozenset[str]:
        """Entities, with all that contains them or lies in them, and their homonyms."""
        if self._entities is None:
            named = [value.id for value in self._values if isinstance(value, EntityRef)]
            self._entities = frozenset(self._around).union(*map(self._material.kin, named))
        return self._entities

    @property
    def texts(self) -> frozenset[str]:
        """Folded texts in any order of their words, names of the entities among them."""
        if self._texts is None:
            self._texts = frozenset().union(*map(self._written, self._values))
        return self._texts

    def _written(self, value: Value) -> Collection[str]:
        if isinstance(value, EntityRef):
            return self._material.spellings(value.id)
        return (unordered(value),) if isinstance(value, str) else ()

    def rule_out(self, value: Value) -> bool:
        """Whether the value is provably wrong."""
        if isinstance(value, PartialDate):
            for own in self._values:
                if isinstance(own, PartialDate) and may_coincide(value, own):
                    return False
            return True
        if isinstance(value, EntityRef):
            return value.id not in self.entities
        if isinstance(value, Number):
            return not any(isinstance(own, Number) and may_equal(value, own) for own in self._values)
        if isinstance(value, MonthDay):
            return value not in self._values
        return isinstance(value, str) and unordered(value) not in self.texts and not self._overlaps(value)

    def _overlaps(self, text: str) -> bool:
        """Whether a text is a range of figures that shares some with an own one: 9–10 and 8.5–9.5 cm."""
        if not text[:1].isdecimal() or not (span := _span(text)):
            return False
        own = (_span(value) for value in self._values if isinstance(value, str))
        return any(other and other[0] <= span[1] and span[0] <= other[1] for other in own)


_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s?[–—-]\s?(\d+(?:\.\d+)?)(?!\S*\d)")


def _span(text: str) -> tuple[float, float] | None:
    found = _SPAN.match(text)
    return (float(found[1]), float(found[2])) if found and float(found[1]) < float(found[2]) else None


def may_coincide(one: PartialDate, other: PartialDate) -> bool:
    """Whether both may be the same time, given how loosely each is said."""
    if one.start <= other.end and other.start <= one.end:
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


def may_be_one(material: Material, one: Value, other: Value) -> bool:
    """Whether two values may say the same; so may a value that is left open."""
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return may_coincide(one, other)
    if isinstance(one, Number) and isinstance(other, Number):
        return may_equal(one, other) or one.is_lower_bound or other.is_lower_bound
    if isinstance(one, EntityRef) and isinstance(other, EntityRef):
        return other.id in material.kin(one.id)
    if isinstance(one, str) and isinstance(other, str):
        return unordered(one) == unordered(other)
    return isinstance(one, Unknown) or isinstance(other, Unknown) or one == other


def truths(material: Material, fact: Fact) -> Truths:
    """All that may be true of the fact: every claim, near truth, list-mate, and value of a container."""
    known: dict[str, Truths] = material.memory("truths")
    found = known.get(fact.id)
    if found is None:
        around = material.containers(fact.entity) if material.akin else ()
        found = known[fact.id] = Truths(material, _values(material, fact), around)
    return found


def _values(material: Material, fact: Fact) -> Sequence[Value]:
    attribute = material.attribute(fact)
    found = [*_stated(material, fact)]
    if attribute.value_type == "date":
        found += _in_other_roles(material, fact)
    several = attribute.many or not attribute.functional
    if several or fact.list_id:
        for other in material.facts_of(fact.entity):
            if other.attribute == fact.attribute and (several or other.list_id == fact.list_id):
                found += _stated(material, other)
    if material.akin:
        for other in _about_kin(material, fact):
            found += _stated(material, other)
    return found


def _in_other_roles(material: Material, fact: Fact) -> Iterator[Value]:
    """Times of the same entity that could be taken for the fact's: a day leaves its hours open."""
    asked = material.value(fact)
    by_hour = isinstance(asked, PartialDate) and asked.precision == "time"
    for other in material.timed.get(fact.entity, ()):
        if other.attribute != fact.attribute:
            for value in _stated(material, other):
                if not by_hour or (isinstance(value, PartialDate) and value.precision == "time"):
                    yield value


def _stated(material: Material, fact: Fact) -> tuple[Value, ...]:
    values = material.values(fact)
    if not (fact.never_offer or fact.accepts):
        return values
    return (*values, *(near.value for near in fact.never_offer), *fact.accepts)


def _about_kin(material: Material, fact: Fact) -> Iterator[Fact]:
    """Facts that say the same of what contains the entity (or its place), lies in it, or shares its name.

    A value of the district is never a wrong answer for the town in it.
    """
    for relative in material.relatives(fact.entity):
        yield from (other for other in material.facts_of(relative) if other.attribute == fact.attribute)
    for place in places(material, fact):
        for relative in material.relatives(place):
            for mention in material.mentions.get(relative, ()):
                if mention.entity == fact.entity:
                    continue
                about = material.facts_of(mention.entity)
                yield from (other for other in about if other.attribute == fact.attribute)


def places(material: Material, fact: Fact) -> frozenset[str]:
    """The entities to which the fact's own entity is tied by its other facts, such as an event's place."""
    ties = material.ties.get(fact.entity)
    return frozenset([place for other, place in ties if other != fact.id]) if ties else NOWHERE


def is_tied(material: Material, fact: Fact, things: Collection[str]) -> bool:
    """Whether one of the things is among the fact's places."""
    ties = material.ties.get(fact.entity)
    return ties is not None and any(place in things and other != fact.id for other, place in ties)


def kin_around(material: Material, fact: Fact) -> frozenset[str]:
    """The kin of the fact's entity and of its places, the places themselves left out."""
    around = [material.relatives(place) for place in places(material, fact)]
    return material.kin(fact.entity).union(*around)


def subjects(material: Material, fact: Fact) -> frozenset[str]:
    """What the fact is about: its entity and the places of it, unless half the set is tied to them."""
    known: dict[str, frozenset[str]] = material.memory("subjects")
    found = known.get(fact.id)
    if found is None:
        tied = (fact.entity, *places(material, fact))
        mentions = material.mentions
        found = known[fact.id] = frozenset(
            one for one in tied if len(material.facts_of(one)) + len(mentions.get(one, ())) <= HUB
        )
    return found


def too_tight(material: Material, one: Fact, other: Fact, value: Value, key: Value) -> bool:
    """Whether the two times lie within a day of each other and concern the same place (rule W7)."""
    return a_day_apart(value, key) and not subjects(material, one).isdisjoint(subjects(material, other))


def times_close_by(material: Material, fact: Fact, key: Value) -> tuple[Value, ...]:
    """The times within a day of the key that the set gives for other things about the same place."""
    if not isinstance(key, (PartialDate, MonthDay)):
        return ()
    others = _dated_about(material, subjects(material, fact))
    times = (value for other in others if other.id != fact.id for value in material.values(other))
    return tuple(value for value in times if a_day_apart(value, key) and not _is_open(value))


def _dated_about(material: Material, things: Iterable[str]) -> Iterator[Fact]:
    """What the set dates of the things, and of whatever has one of them as a value."""
    timed = material.timed
    for thing in things:
        yield from timed.get(thing, ())
        for mention in material.mentions.get(thing, ()):
            yield from timed.get(mention.entity, ())


def _is_open(value: Value) -> bool:
    return isinstance(value, PartialDate) and value.precision == "open"


def a_day_apart(one: Value, other: Value) -> bool:
    """Whether both are times of one sort that lie within a day of each other, or overlap."""
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        early, late = (one, other) if one.start <= other.start else (other, one)
        return late.start[0] - early.end[0] <= 1 and day_number(late.start) - day_number(early.end) <= TIGHT
    if isinstance(one, MonthDay) and isinstance(other, MonthDay):
        return abs(one.month - other.month) in NEXT_MONTHS and month_days_between(one, other) <= TIGHT
    return False


def is_closed(material: Material, fact: Fact) -> bool:
    """Whether what the set does not say of this is wrong: one true value, or a list read whole."""
    attribute = material.attribute(fact)
    if fact.list_id:
        return all(member.complete for member in material.lists[fact.list_id])
    return attribute.functional and not attribute.many
