"""Which facts of a set belong to a place on the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quizapp.core.facts import EntityRef, Fact, Point
from quizapp.core.material import HUB, Material


def points(material: Material) -> Mapping[str, Point]:
    """Entity id to where it lies: its own point, else the value of a fact that gives one."""
    known: dict[str, Point] = material.memory("points of entities")
    if not known:
        for entity in material.facts.entities.values():
            found = entity.point or _told_point(material, entity.id)
            if found is not None:
                known[entity.id] = found
    return known


def facts_by_place(material: Material) -> Mapping[str, tuple[Fact, ...]]:
    """Entity id of every place to its facts in the set's order.

    These are the facts about the place, those that have it as their value, and those about what
    happened or lies there alone: an event at a town tells its date under the town.
    """
    known: dict[str, tuple[Fact, ...]] = material.memory("facts by place")
    if not known:
        for place in points(material):
            found = {fact.id: fact for fact in _facts_of(material, place)}
            known[place] = tuple(sorted(found.values(), key=lambda fact: fact.order))
    return known


def _facts_of(material: Material, place: str) -> Iterator[Fact]:
    yield from material.facts_of(place)
    for mention in material.mentions.get(place, ()):
        yield mention
        if _places_of(material, mention.entity) == {place}:
            yield from material.facts_of(mention.entity)


def _places_of(material: Material, entity: str) -> set[str]:
    """The places that an entity's facts name; none for one that is a place itself, or in too many facts."""
    facts = material.facts_of(entity)
    if entity in points(material) or len(facts) > HUB:
        return set()
    values = (value for fact in facts for value in material.values(fact))
    return {value.id for value in values if isinstance(value, EntityRef) and value.id in points(material)}


def _told_point(material: Material, entity: str) -> Point | None:
    values = (material.value(fact) for fact in material.facts_of(entity))
    return next((value for value in values if isinstance(value, Point)), None)
