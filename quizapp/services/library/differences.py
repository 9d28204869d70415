"""What a new revision does to the facts of the one before (learning rule 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizapp.core.calendar.dates import MonthDay, PartialDate
from quizapp.core.calendar.phrases import format_date
from quizapp.core.facts import EntityRef, Fact, FactSet, Number, Point, Unknown, Value, WrittenQuestion
from quizapp.core.naming import display
from quizapp.core.questions import DIRECTIONS, Card

Change = Literal["corrected", "removed", "restored"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact, or written question, that is not what it was."""

    fact: str
    card: Card
    """In the forward direction; the reverse card changes with it."""
    change: Change
    was: str = ""
    """The former value in words."""


def differences(before: FactSet, after: FactSet) -> Iterator[Difference]:
    """Facts whose value was corrected, that were removed, or that are there again. Wording counts nothing."""
    old, new = things(before), things(after)
    for name, thing in old.items():
        if name not in new:
            yield Difference(name, card_of(before, thing), "removed")
        elif _asked(before, thing) != _asked(after, new[name]):
            yield Difference(name, card_of(before, thing), "corrected", _asked(before, thing))
    for name in new.keys() - old.keys():
        yield Difference(name, card_of(after, new[name]), "restored")


def things(facts: FactSet) -> dict[str, Fact | WrittenQuestion]:
    """Everything of a set that makes cards, by id."""
    return {**facts.facts, **facts.written}


def card_of(facts: FactSet, thing: Fact | WrittenQuestion) -> Card:
    """The forward card of a fact or written question: under the set in which it was first written."""
    return Card(thing.origin or facts.slug, thing.id)


def keys_of(facts: FactSet) -> Iterator[Card]:
    """Every card that the set may ever ask, whether or not its wordings suffice today."""
    for fact in facts.facts.values():
        for direction in DIRECTIONS if len(facts.sources) > 1 else ("forward", "reverse"):
            yield Card(fact.origin or facts.slug, fact.id, direction)
    for written in facts.written.values():
        yield Card(written.origin or facts.slug, written.id)


def _asked(facts: FactSet, thing: Fact | WrittenQuestion) -> str:
    """The value that is asked for, in words; "" where nothing is."""
    if isinstance(thing, WrittenQuestion):
        return str(thing.body.get("key", thing.body.get("answer", "")))
    for claim in thing.claims:
        if not isinstance(claim.value, Unknown) and not claim.derived:
            return in_words(facts, claim.value)
    return ""


def in_words(facts: FactSet, value: Value) -> str:
    """A value as a person reads it."""
    match value:
        case PartialDate() | MonthDay():
            return format_date(value, facts.language)
        case EntityRef(id=id):
            entity = facts.entities.get(id)
            return display(entity) if entity else id
        case Number(amount=amount, unit=unit):
            return f"{amount} {unit}".strip()
        case Point(latitude=latitude, longitude=longitude):
            return f"{latitude}, {longitude}"
        case Unknown():
            return ""
        case _:
            return str(value)
