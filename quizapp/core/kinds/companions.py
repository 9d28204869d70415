"""Facts that can stand beside each other in one question, so that each value belongs to one of them alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any, TypeVar

from quizapp.core import labels, leaks, statements, wording
from quizapp.core.calendar import PartialDate
from quizapp.core.candidates import (
    Candidate,
    form,
    label_bearers,
    label_scope,
    of_label,
    of_value,
    value_scope,
)
from quizapp.core.facts import EntityRef, Fact, Number, Point, Value
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material, folded
from quizapp.core.questions import Card
from quizapp.core.spelling.folding import unordered
from quizapp.core.truth import Truths, is_closed, kin_around, places, too_tight, truths
from quizapp.core.vicinity import alternating, both_sides, mixed

FEWEST = 3
MOST = 6
USUAL = 4
"""How many facts stand in a question of several, the asked one included."""
DEPTHS = {"core": 0, "more": 1, "detail": 2}

T = TypeVar("T")
Beside = Callable[[Fact, Fact], bool]
NEAREST, FURTHEST = 8, 32
"""Companions are drawn from so many; where those do not suffice, so many are looked at."""


def wanted(variant: str) -> int:
    """How many facts the variant asks for, within the bounds."""
    number = int(variant) if variant.isdecimal() and len(variant) < 3 else USUAL
    return min(max(number, FEWEST), MOST)


def gather(material: Material, request: Request, random: Random, beside: Beside) -> list[Fact]:
    """The asked fact and others that fit it and each other; fewer than wanted where there are no more.

    Companions that the request names come first; without any, they are drawn from what lies nearby.
    """
    chosen = [request.fact]
    own = side(material, request.fact)
    if own is None:
        return chosen
    most = MOST if request.companions else wanted(request.variant)
    sides = [own]
    for fact in request.companions[: MOST - 1] or _nearby(material, random, request.fact):
        if len(chosen) == most:
            break
        other = side(material, fact)
        if other is None or not all(_apart(material, one, other) for one in sides):
            continue
        if all(beside(one, fact) for one in chosen):
            chosen.append(fact)
            sides.append(other)
    return chosen


@dataclass(frozen=True, slots=True)
class _Side:
    """What is compared when two facts are to stand beside each other."""

    fact: Fact
    value: Value
    text: str
    bond: tuple[Any, ...]
    """What has to be the same: attribute, qualifiers, wording, account, form of the value."""
    kin: frozenset[str]
    """Whatever is tied to the fact's entity or its places."""
    places: frozenset[str]
    truths: Truths


def side(material: Material, fact: Fact) -> _Side | None:
    """The fact ready to be compared; None where it can stand in no question of several."""
    known: dict[str, _Side | None] = material.memory("sides of pairs")
    if fact.id not in known:
        known[fact.id] = _side(material, fact) if _single(material, fact) else None
    return known[fact.id]


def _side(material: Material, fact: Fact) -> _Side | None:
    value = material.value(fact)
    if value is None:
        return None
    bond = (
        fact.attribute,
        tuple(sorted(fact.qualifiers.items())),
        wording.worded(material, fact).forward,
        statements.attribution(material, fact),
        form(material, value),
    )
    text = folded(wording.words(material, value))
    tied = kin_around(material, fact), places(material, fact)
    return _Side(fact, value, text, bond, *tied, truths(material, fact))


def _single(material: Material, fact: Fact) -> bool:
    """Whether the fact has one undisputed value, and its label is its own and does not tell the value."""
    value = material.value(fact)
    if value is None or isinstance(value, Point):
        return False
    if material.disagreeing(fact) or not is_closed(material, fact):
        return False
    if isinstance(value, Number) and value.bound in ("more-than", "at-least"):
        return False
    shown = labels.label(material, fact)
    bearers = label_bearers(material, fact.attribute).get(unordered(shown), ())
    return len(bearers) == 1 and not leaks.shares(shown, wording.words(material, value))


def _apart(material: Material, one: _Side, other: _Side) -> bool:
    """Whether each value is provably wrong for the other fact, and neither thing lies in the other."""
    if one.text == other.text or one.bond != other.bond:
        return False
    if other.fact.entity in one.kin or not one.kin.isdisjoint(other.places):
        return False
    if not (one.truths.rule_out(other.value) and other.truths.rule_out(one.value)):
        return False
    return not too_tight(material, one.fact, other.fact, other.value, one.value)


def _nearby(material: Material, random: Random, fact: Fact) -> Iterator[Fact]:
    """The nearest in a random order, and only then those further off."""
    yield from shuffled(random, nearest(material, fact))
    yield from islice(_akin(material, fact), NEAREST, FURTHEST)


def nearest(material: Material, fact: Fact) -> list[Fact]:
    """The facts nearest to the fact that ask the same and are no deeper in the set."""
    known: dict[str, list[Fact]] = material.memory("nearest facts")
    found = known.get(fact.id)
    if found is None:
        found = known[fact.id] = list(islice(_akin(material, fact), NEAREST))
    return found


def _akin(material: Material, fact: Fact) -> Iterator[Fact]:
    met = {fact.id}
    for candidate in _around(material, of_value(material, fact), fact):
        other = candidate.fact
        if other is not None and other.id not in met and _asks_the_same(fact, other):
            met.add(other.id)
            yield other


def _around(material: Material, key: Candidate, fact: Fact) -> Iterator[Candidate]:
    """What is near in value; for names also what is near as the entity: on the map, in the set, in name."""
    shape = form(material, key.value)
    own = material.entity(fact).type
    if isinstance(key.value, (EntityRef, str)):
        values = mixed(material, value_scope(material, shape, fact.attribute), key)
        labelled = label_scope(material, fact.attribute, shape, (own,))
        yield from alternating((values, mixed(material, labelled, of_label(material, fact))), FURTHEST)
        return
    for types in (own, ""):
        line = value_scope(material, shape, fact.attribute, types).line
        yield from alternating(both_sides(line, key), NEAREST)


def _asks_the_same(fact: Fact, other: Fact) -> bool:
    return (
        other.attribute == fact.attribute and other.qualifiers == fact.qualifiers and _as_open_as(fact, other)
    )


def _as_open_as(fact: Fact, other: Fact) -> bool:
    """Whether the other fact is asked wherever this one is."""
    no_deeper = DEPTHS[other.level] <= DEPTHS[fact.level]
    return no_deeper and (not other.sensitive or bool(fact.sensitive)) and other.asked >= fact.asked


def shuffled(random: Random, things: Iterable[T]) -> list[T]:
    """The things in a random order."""
    listed = list(things)
    random.shuffle(listed)
    return listed


def card_of(material: Material, fact: Fact) -> Card:
    """The fact's card in the forward direction."""
    return Card(fact.origin or material.facts.slug, fact.id, "forward")


def dates_apart(material: Material, one: Fact, other: Fact) -> bool:
    """Whether both are dates of which one is wholly before the other."""
    first, second = material.value(one), material.value(other)
    if not isinstance(first, PartialDate) or not isinstance(second, PartialDate):
        return False
    return not first.overlaps(second) and "open" not in (first.precision, second.precision)
