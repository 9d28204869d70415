"""Which facts give each other's answers away: the same entity, or one value about one place."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.facts import EntityRef, Fact, Number, Value
from quizapp.core.material import HUB, Material
from quizapp.core.truth import subjects


class Kinship:
    """Siblings among the facts of a set (learning rule 6, leak groups of the worked examples)."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def siblings(self, fact: Fact) -> tuple[Fact, ...]:
        """The facts that share the entity, or a value and an entity, in the order of the set."""
        found = {other.id: other for other in self._of_entity(fact)}
        for leak in self._leaks(fact):
            found.update((other.id, other) for other in self._by_leak[leak])
        found.pop(fact.id, None)
        return tuple(sorted(found.values(), key=lambda other: other.order))

    def _of_entity(self, fact: Fact) -> tuple[Fact, ...]:
        about = self._material.facts_of(fact.entity)
        return about if len(about) <= HUB else ()

    def _leaks(self, fact: Fact) -> set[tuple[str, str]]:
        """The pairs of an entity and a value that the fact's answer tells."""
        values = [text for value in self._material.values(fact) if (text := _trace(value))]
        return {(subject, text) for subject in subjects(self._material, fact) for text in values}

    @cached_property
    def _by_leak(self) -> dict[tuple[str, str], list[Fact]]:
        found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self._material.facts.facts.values():
            for leak in self._leaks(fact):
                found[leak].append(fact)
        return found


def _trace(value: Value) -> str:
    """What a learner would recognise: of a date the day in the year, of a figure the amount."""
    if isinstance(value, MonthDay):
        return value.text
    if isinstance(value, PartialDate):
        if value.precision in ("day", "time"):
            return MonthDay(*value.start[1:]).text
        return value.text
    if isinstance(value, EntityRef):
        return f"entity {value.id}"
    if isinstance(value, Number):
        return f"number {value.amount.normalize()}"
    return value if isinstance(value, str) else ""
