"""The proof of typed names: every spelling that is accepted is one of the answer, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizapp.core.facts import EntityRef, Fact, FactSet, Unknown, Value
from quizapp.core.proof.possibility import Possibility
from quizapp.core.questions import Question
from quizapp.core.spelling import fold


def misnamed(
    facts: FactSet, possibility: Possibility, question: Question, fact: Fact
) -> Iterator[tuple[str, str]]:
    """The spellings accepted that are none of a stated value (backwards: of the entity), or are another's."""
    allowed = of(facts, possibility, [EntityRef(fact.entity)])
    if question.direction == "forward":
        stated = _stated(fact)
        allowed = of(facts, possibility, stated)
        if fact.accepts:
            own = {fold(text) for text in fact.accepts}
            allowed |= own - of(facts, possibility, _others(facts, possibility, fact))
    for text in question.accepts:
        if fold(text) not in allowed and text not in allowed:
            yield "P110", f"{text!r}"


def _others(facts: FactSet, possibility: Possibility, fact: Fact) -> Iterator[Value]:
    """What the set calls wrong or leaves open here, and the answers of the attribute's other facts."""
    yield from (near.value for near in fact.never_offer)
    yield from (decoy.value for decoy in fact.decoys)
    for other in possibility.facts_with(fact.attribute):
        if other is not fact:
            yield from (value for value in _stated(other) if not possibility.stated(fact, value))
    named = {value.id for value in _stated(fact) if isinstance(value, EntityRef)}
    types = {facts.entities[id].type for id in named}
    yield from (
        EntityRef(one.id) for one in facts.entities.values() if one.type in types and one.id not in named
    )


def of(facts: FactSet, possibility: Possibility, values: Iterable[Value]) -> set[str]:
    """The names of values, folded, and texts as they stand besides."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, str):
            found |= {fold(value), value}
        elif isinstance(value, EntityRef):
            entity = facts.entities[value.id]
            places = [facts.entities[place] for place in tied(possibility, entity.id)]
            names = [name.text for one in (entity, *places) for name in one.names]
            found |= {fold(text) for text in (*names, *entity.describe)}
    return found


def tied(possibility: Possibility, entity: str) -> list[str]:
    """The places of an event, under whose name it may be asked for."""
    facts = possibility.facts_of(entity)
    return [value.id for fact in facts for value in _stated(fact) if isinstance(value, EntityRef)]


def _stated(fact: Fact) -> list[Value]:
    return [claim.value for claim in fact.claims if not isinstance(claim.value, Unknown)]
