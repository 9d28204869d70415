"""Whether a value may be true of a fact, thought through from the claims alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation

from quizapp.core.calendar import NotADate, PartialDate, day_number, parse_date, parse_month_day
from quizapp.core.facts import EntityRef, Fact, FactSet, Number, Unknown, Value
from quizapp.core.spelling import fold

LOOSE_DAYS = {"time": 1, "day": 15, "month": 92, "year": 3653}


class Possibility:
    """What a fact set leaves possible."""

    def __init__(self, facts: FactSet) -> None:
        self.facts = facts
        self._beside: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._of_entity: dict[str, list[Fact]] = defaultdict(list)
        self._with_attribute: dict[str, list[Fact]] = defaultdict(list)
        self._places: dict[str, int] = {}
        for fact in facts.facts.values():
            self._places[fact.id] = len(self._with_attribute[fact.attribute])
            self._with_attribute[fact.attribute].append(fact)
            self._beside[fact.entity, fact.attribute].append(fact)
            self._of_entity[fact.entity].append(fact)
        self._at: dict[str, set[str]] = defaultdict(set)
        for fact in facts.facts.values():
            for value in _claimed(fact):
                if isinstance(value, EntityRef):
                    self._at[value.id].add(fact.entity)
        self._inside: dict[str, list[str]] = defaultdict(list)
        for entity in facts.entities.values():
            for outer in entity.part_of:
                self._inside[outer].append(entity.id)

    def facts_of(self, entity: str) -> list[Fact]:
        """All facts about the entity."""
        return self._of_entity.get(entity, [])

    def events_at(self, place: str, attribute: str) -> list[Fact]:
        """What the attribute says of the entities that have the place as a value."""
        return [fact for entity in self._at.get(place, ()) for fact in self.facts_about(entity, attribute)]

    def facts_about(self, entity: str, attribute: str) -> list[Fact]:
        """The facts that give this attribute of this entity."""
        return self._beside.get((entity, attribute), [])

    def facts_with(self, attribute: str) -> list[Fact]:
        """The facts of an attribute, in the order of the set."""
        return self._with_attribute.get(attribute, [])

    def beside(self, fact: Fact, most: int) -> list[Fact]:
        """Facts of the attribute that stand next to the fact in the set, `most` to either side."""
        facts = self._with_attribute[fact.attribute]
        here = self._places[fact.id]
        return [*facts[max(0, here - most) : here], *facts[here + 1 : here + 1 + most]]

    def read(self, text: str, fact: Fact) -> Value:
        """The machine form of an option, read by the fact's type of value; plain text where it is no such."""
        kind = self.facts.attributes[fact.attribute].value_type
        if kind == "entity" and text in self.facts.entities:
            return EntityRef(text)
        if kind == "number":
            units = [value.unit for value in _claimed(fact) if isinstance(value, Number)]
            return _number(text, units[0] if units else "")
        try:
            if kind == "date":
                return parse_date(text)
            if kind == "month-day":
                return parse_month_day(text)
        except NotADate:
            return text
        return text

    def stated(self, fact: Fact, value: Value) -> bool:
        """Whether the value is what some source gives, neither more nor less finely than it gives it."""
        return any(is_same(value, claim) or _said_coarser(value, claim) for claim in _claimed(fact))

    def possible(self, fact: Fact, value: Value) -> bool:
        """Whether the value may be true of the fact, for all that any claim, near truth or place says."""
        return any(self.compatible(value, other) for other in self._allowed(fact))

    def _allowed(self, fact: Fact) -> Iterator[Value]:
        attribute = self.facts.attributes[fact.attribute]
        several = attribute.many or not attribute.functional
        for other in self.facts_about(fact.entity, fact.attribute):
            mate = bool(fact.list_id) and other.list_id == fact.list_id
            if other.id == fact.id or mate or several:
                yield from _claimed(other)
                yield from (near.value for near in other.never_offer)
                yield from other.accepts
        for around in self.enclosing(fact.entity) | self.enclosed(fact.entity):
            for other in self.facts_about(around, fact.attribute):
                yield from _claimed(other)

    def compatible(self, one: Value, other: Value) -> bool:
        """Whether two values may both be right: one may be the other, hold it, or go by its name."""
        if isinstance(one, EntityRef) and isinstance(other, EntityRef):
            return self.confusable(one.id, other.id)
        if isinstance(one, str) and isinstance(other, EntityRef):
            return fold(one) in self._names(other.id)
        if isinstance(one, EntityRef) and isinstance(other, str):
            return fold(other) in self._names(one.id)
        if isinstance(one, PartialDate) and isinstance(other, PartialDate):
            return _may_coincide(one, other)
        return is_same(one, other)

    def confusable(self, one: str, other: str) -> bool:
        """Whether two entities are one, contain each other, or go by one name."""
        if one == other or other in self.enclosing(one) or one in self.enclosing(other):
            return True
        first, second = self.facts.entities[one], self.facts.entities[other]
        if other in first.homonyms or one in second.homonyms:
            return True
        return not self._names(one).isdisjoint(self._names(other))

    def _names(self, entity: str) -> set[str]:
        return {fold(name.text) for name in self.facts.entities[entity].names} - {""}

    def enclosing(self, entity: str) -> set[str]:
        """What the entity lies in, however deep; circles end."""
        return _spread(entity, lambda one: self.facts.entities[one].part_of)

    def enclosed(self, entity: str) -> set[str]:
        """What lies in the entity, however deep."""
        return _spread(entity, lambda one: self._inside.get(one, ()))


def _spread(start: str, step: Callable[[str], Iterable[str]]) -> set[str]:
    found: set[str] = set()
    edge = {start}
    while edge:
        edge = {reached for one in edge for reached in step(one)} - found
        found |= edge
    return found - {start}


def _claimed(fact: Fact) -> list[Value]:
    return [claim.value for claim in fact.claims if not isinstance(claim.value, Unknown)]


def _number(text: str, unit: str) -> Value:
    try:
        return Number(Decimal(text), unit)
    except InvalidOperation:
        return text


def is_same(one: Value, other: Value) -> bool:
    """Whether two values say the same, figures as nearly as they are said."""
    if isinstance(one, Number) and isinstance(other, Number):
        return abs(one.amount - other.amount) <= _reach(one, other)
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return (one.start, one.end, one.time) == (other.start, other.end, other.time)
    if isinstance(one, str) and isinstance(other, str):
        return sorted(fold(one).split()) == sorted(fold(other).split()) and (fold(one) != "" or one == other)
    return one == other


def _reach(one: Number, other: Number) -> Decimal:
    """How far two figures may lie apart and still both be right: a tenth where one is called "about"."""
    if "about" not in (one.bound, other.bound):
        return Decimal(0)
    return max(abs(one.amount), abs(other.amount)) / 10


def _said_coarser(value: Value, claim: Value) -> bool:
    return isinstance(value, PartialDate) and isinstance(claim, PartialDate) and value.contains(claim)


def _may_coincide(one: PartialDate, other: PartialDate) -> bool:
    hours = {date.time for date in (one, other) if date.time and not date.about}
    if one.overlaps(other):
        return len(hours) < 2
    loose = sum(LOOSE_DAYS.get(date.precision, 15) for date in (one, other) if date.about)
    first, second = (one, other) if one.end < other.start else (other, one)
    return bool(loose) and day_number(second.start) - day_number(first.end) <= loose
