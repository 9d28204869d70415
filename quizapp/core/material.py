"""Indexes over a set of facts, built once, so that making a question never scans the set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.facts import Attribute, Claim, Entity, EntityRef, Fact, FactSet, Unknown, Value
from quizapp.core.spelling.folding import fold as folded
from quizapp.core.spelling.folding import unordered

__all__ = ["HUB", "Material", "folded"]

T = TypeVar("T")
HUB = 8
"""An entity in more facts than this (a president, a capital) makes no siblings (learning rule 6)."""


class Material:
    """A fact set with its indexes. Nothing in it changes after it is made, except what it remembers."""

    def __init__(self, facts: FactSet) -> None:
        self.facts = facts
        self.language = facts.language
        by_attribute: dict[str, list[Fact]] = defaultdict(list)
        by_entity: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts.facts.values():
            by_attribute[fact.attribute].append(fact)
            by_entity[fact.entity].append(fact)
        self._by_attribute = _frozen(by_attribute)
        self._by_entity = _frozen(by_entity)
        self._lineages: dict[str, tuple[str, ...]] = {}
        self._asked_values: dict[str, Value | None] = {}
        self._stated_values: dict[str, tuple[Value, ...]] = {}
        self._kin: dict[str, frozenset[str]] = {}
        self._spellings: dict[str, frozenset[str]] = {}
        self._memory: dict[str, dict[Any, Any]] = defaultdict(dict)

    def memory(self, purpose: str) -> dict[Any, Any]:
        """Where work on this set that never has to be done twice is kept, by purpose."""
        return self._memory[purpose]

    def attribute(self, fact: Fact) -> Attribute:
        """What the fact says of its entity."""
        return self.facts.attributes[fact.attribute]

    def entity(self, fact: Fact) -> Entity:
        """What the fact is about."""
        return self.facts.entities[fact.entity]

    def facts_of(self, entity: str) -> tuple[Fact, ...]:
        """All facts about the entity, by its id."""
        return self._by_entity.get(entity, ())

    def facts_with(self, attribute: str) -> tuple[Fact, ...]:
        """All facts that have the attribute, by its id."""
        return self._by_attribute.get(attribute, ())

    def claim(self, fact: Fact) -> Claim | None:
        """The claim whose value is asked for: the first that is stated, neither left open nor derived."""
        for claim in fact.claims:
            if not isinstance(claim.value, Unknown) and not claim.derived:
                return claim
        return None

    def value(self, fact: Fact) -> Value | None:
        """The value asked for; None where the fact cannot be asked."""
        try:
            return self._asked_values[fact.id]
        except KeyError:
            claim = self.claim(fact)
            value = self._asked_values[fact.id] = claim.value if claim else None
            return value

    def values(self, fact: Fact) -> tuple[Value, ...]:
        """Every value that some source gives, derived ones included: none of them is plainly wrong."""
        known = self._stated_values.get(fact.id)
        if known is None:
            stated = [claim.value for claim in fact.claims if not isinstance(claim.value, Unknown)]
            known = self._stated_values[fact.id] = tuple(stated)
        return known

    def disagreeing(self, fact: Fact) -> bool:
        """Whether the sources give different values."""
        if len(fact.claims) < 2:
            return False
        values = self.values(fact)
        return any(value != values[0] for value in values[1:])

    def lineage(self, entity_type: str) -> tuple[str, ...]:
        """The type and every type it is a kind of, nearest first."""
        known = self._lineages.get(entity_type)
        if known is None:
            found: list[str] = []
            current = entity_type
            while current and current not in found:
                found.append(current)
                described = self.facts.types.get(current)
                current = described.parent if described else ""
            known = self._lineages[entity_type] = tuple(found)
        return known

    def kinds_of_it(self, entity_type: str) -> tuple[str, ...]:
        """The types that the type is a kind of, except the widest: ceasefires, but not events."""
        return self.lineage(entity_type)[1:-1]

    def is_a(self, entity: str, types: Iterable[str]) -> bool:
        """Whether the entity, by its id, is of one of the types or of a kind of one."""
        return not set(types).isdisjoint(self.lineage(self.facts.entities[entity].type))

    def kin(self, entity: str) -> frozenset[str]:
        """The entity itself and all that is never wrong in its place, or never stands beside it.

        That is whatever contains it or lies in it, its homonyms, and whatever shares a name with it.
        """
        if entity not in self.akin:
            return frozenset((entity,))
        known = self._kin.get(entity)
        if known is None:
            known = self._kin[entity] = frozenset(self._find_kin(entity))
        return known

    @cached_property
    def akin(self) -> frozenset[str]:
        """The entities that have kin besides themselves: in most sets few or none."""
        linked = (self._containers, self._contents, self._homonym_of)
        homonyms = (entity.id for entity in self.facts.entities.values() if entity.homonyms)
        shared = (ids for ids in self.bearers.values() if len(ids) > 1)
        return frozenset().union(*linked, homonyms, *shared)

    def spellings(self, entity: str) -> frozenset[str]:
        """The folded names of the entity, the words of each in alphabetical order."""
        known = self._spellings.get(entity)
        if known is None:
            names = self.facts.entities[entity].names
            known = self._spellings[entity] = frozenset([unordered(name.text) for name in names])
        return known

    def relatives(self, entity: str) -> frozenset[str]:
        """The kin of the entity without the entity itself."""
        return self.kin(entity) - {entity} if entity in self.akin else frozenset()

    def containers(self, entity: str) -> set[str]:
        """Whatever the entity lies in, at any distance."""
        return _reachable(entity, self._containers) if entity in self._containers else set()

    def has_namesake_outside(self, entity: str) -> bool:
        """Whether its name is also that of something the set does not hold, of which nothing is known."""
        homonyms = self.facts.entities[entity].homonyms
        return bool(homonyms) and any(name not in self.facts.entities for name in homonyms)

    def _find_kin(self, entity: str) -> set[str]:
        described = self.facts.entities[entity]
        kin = {entity, *described.homonyms, *self._homonym_of.get(entity, ())}
        for links in (self._containers, self._contents):
            if entity in links:
                kin |= _reachable(entity, links)
        for name in described.names:
            kin.update(self.bearers.get(folded(name.text), ()))
        return kin

    @cached_property
    def bearers(self) -> Mapping[str, tuple[str, ...]]:
        """Folded name to the ids of the entities that bear it."""
        found: dict[str, list[str]] = defaultdict(list)
        for entity in self.facts.entities.values():
            for text in dict.fromkeys(folded(name.text) for name in entity.names):
                found[text].append(entity.id)
        return _frozen(found)

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Fact, ...]]:
        """Entity to the facts that have it as a value."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts.facts.values():
            for value in self.values(fact):
                if isinstance(value, EntityRef):
                    found[value.id].append(fact)
        return _frozen(found)

    @cached_property
    def ties(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Entity to what its facts name besides itself, such as an event's place: ids of fact and entity."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for named, facts in self.mentions.items():
            for fact in facts:
                if fact.entity != named:
                    found[fact.entity].append((fact.id, named))
        return _frozen(found)

    @cached_property
    def timed(self) -> Mapping[str, tuple[Fact, ...]]:
        """Entity to its facts for which some time is given."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts.facts.values():
            given = (*self.values(fact), *(near.value for near in fact.never_offer))
            if any(isinstance(value, (PartialDate, MonthDay)) for value in given):
                found[fact.entity].append(fact)
        return _frozen(found)

    @cached_property
    def lists(self) -> Mapping[str, tuple[Fact, ...]]:
        """List id to the facts of its members."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts.facts.values():
            if fact.list_id:
                found[fact.list_id].append(fact)
        return _frozen(found)

    @cached_property
    def of_type(self) -> Mapping[str, tuple[str, ...]]:
        """Entity type to the ids of the entities of exactly that type."""
        found: dict[str, list[str]] = defaultdict(list)
        for entity in self.facts.entities.values():
            found[entity.type].append(entity.id)
        return _frozen(found)

    @cached_property
    def _containers(self) -> Mapping[str, tuple[str, ...]]:
        return {entity.id: entity.part_of for entity in self.facts.entities.values() if entity.part_of}

    @cached_property
    def _contents(self) -> Mapping[str, tuple[str, ...]]:
        return _inverted(self._containers)

    @cached_property
    def _homonym_of(self) -> Mapping[str, tuple[str, ...]]:
        return _inverted({entity.id: entity.homonyms for entity in self.facts.entities.values()})


def _frozen(lists: Mapping[str, list[T]]) -> Mapping[str, tuple[T, ...]]:
    return {key: tuple(items) for key, items in lists.items()}


def _inverted(links: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for start, ends in links.items():
        for end in ends:
            found[end].append(start)
    return {key: tuple(items) for key, items in found.items()}


def _reachable(start: str, links: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Everything one can get to; a set that contains itself in a circle does no harm."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for end in links.get(waiting.pop(), ()):
            if end not in seen:
                seen.add(end)
                waiting.append(end)
    return seen
