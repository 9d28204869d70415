"""Facts that can stand beside each other in one question, so that each value belongs to one of them alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from quizapp.core import labels, leaks, statements, wording
from quizapp.core.calendar import PartialDate
from quizapp.core.candidates import form, label_bearers
from quizapp.core.distractors import pool
from quizapp.core.facts import Fact, Number, Point, Value
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material, folded
from quizapp.core.questions import Card
from quizapp.core.spelling.folding import unordered
from quizapp.core.truth import Truths, is_closed, kin_around, places, too_tight, truths

FEWEST = 3
MOST = 6
USUAL = 4
"""How many facts stand in a question of several, the asked one included."""
LEVELS = ("core", "more", "detail")

T = TypeVar("T")
Beside = Callable[[Fact, Fact], bool]


def wanted(variant: str) -> int:
    """How many facts the variant asks for, within the bounds."""
    number = int(variant) if variant.isdecimal() and len(variant) < 3 else USUAL
    return min(max(number, FEWEST), MOST)


def gather(material: Material, request: Request, random: Random, beside: Beside) -> list[Fact]:
    """The asked fact and others that fit it and each other; fewer than wanted where there are no more.

    Companions that the request names come first; without any, they are drawn from what lies nearby.
    """
    chosen = [request.fact]
    if side(material, request.fact) is None:
        return chosen
    if request.companions:
        offered: Sequence[Fact] = request.companions[: MOST - 1]
        most = MOST
    else:
        offered = shuffled(random, _nearby(material, request.fact))
        most = wanted(request.variant)
    for fact in offered:
        if len(chosen) == most:
            break
        if all(apart(material, one, fact) and beside(one, fact) for one in chosen):
            chosen.append(fact)
    return chosen


@dataclass(frozen=True, slots=True)
class _Side:
    """What is compared when two facts are to stand beside each other."""

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
    return _Side(
        value, text, bond, kin_around(material, fact), places(material, fact), truths(material, fact)
    )


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


def apart(material: Material, one: Fact, other: Fact) -> bool:
    """Whether each value is provably wrong for the other fact, and neither thing lies in the other."""
    first, second = side(material, one), side(material, other)
    if first is None or second is None or first.bond != second.bond or first.text == second.text:
        return False
    if other.entity in first.kin or not first.kin.isdisjoint(second.places):
        return False
    if not (first.truths.rule_out(second.value) and second.truths.rule_out(first.value)):
        return False
    return not too_tight(material, one, other, second.value, first.value)


def _nearby(material: Material, fact: Fact) -> list[Fact]:
    """Facts of the same attribute that are near in value or near in name, and no deeper in the set."""
    found = {
        candidate.fact.id: candidate.fact
        for direction in ("forward", "reverse")
        for candidate in pool(material, fact, "forward" if direction == "forward" else "reverse")
        if candidate.fact is not None and candidate.fact.attribute == fact.attribute
    }
    return [other for other in found.values() if _as_open_as(fact, other)]


def _as_open_as(fact: Fact, other: Fact) -> bool:
    """Whether the other fact is asked wherever this one is."""
    no_deeper = LEVELS.index(other.level) <= LEVELS.index(fact.level)
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
