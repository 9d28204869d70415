"""Facts that can stand beside each other in one question, so that each value belongs to one of them alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random

from quizapp.core import leaks, statements, wording
from quizapp.core.calendar import PartialDate
from quizapp.core.candidates import form, label_bearers
from quizapp.core.distractors import pool
from quizapp.core.facts import Fact, Number, Point
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material, folded
from quizapp.core.questions import Card
from quizapp.core.truth import is_closed, places, too_tight, truths

FEWEST = 3
MOST = 6
USUAL = 4
"""How many facts stand in a question of several, the asked one included."""
LEVELS = ("core", "more", "detail")

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
    if not single(material, request.fact):
        return chosen
    if request.companions:
        offered: Sequence[Fact] = request.companions[: MOST - 1]
        most = MOST
    else:
        offered = _shuffled(random, _nearby(material, request.fact))
        most = wanted(request.variant)
    for fact in offered:
        if (
            len(chosen) < most
            and single(material, fact)
            and all(_fit(material, one, fact, beside) for one in chosen)
        ):
            chosen.append(fact)
    return chosen


def single(material: Material, fact: Fact) -> bool:
    """Whether the fact has one undisputed value, and its label is its own and does not tell the value."""
    value = material.value(fact)
    if (
        value is None
        or isinstance(value, Point)
        or material.disagreeing(fact)
        or not is_closed(material, fact)
    ):
        return False
    if isinstance(value, Number) and value.bound in ("more-than", "at-least"):
        return False
    label = wording.label(material, fact)
    bearers = label_bearers(material, fact.attribute).get(folded(label), ())
    return len(bearers) == 1 and not leaks.shares(label, wording.words(material, value))


def _fit(material: Material, one: Fact, other: Fact, beside: Beside) -> bool:
    """Whether the two can be asked in the same words and neither's value is true of the other."""
    alike = one.attribute == other.attribute and one.qualifiers == other.qualifiers
    if not alike or one.entity == other.entity:
        return False
    if statements.attribution(material, one) != statements.attribution(material, other):
        return False
    if wording.worded(material, one).forward != wording.worded(material, other).forward:
        return False
    return beside(one, other) and apart(material, one, other)


def apart(material: Material, one: Fact, other: Fact) -> bool:
    """Whether each value is provably wrong for the other fact, and neither thing lies in the other."""
    first, second = material.value(one), material.value(other)
    if first is None or second is None or form(material, first) != form(material, second):
        return False
    if folded(wording.words(material, first)) == folded(wording.words(material, second)):
        return False
    if not (truths(material, one).rule_out(second) and truths(material, other).rule_out(first)):
        return False
    return not _kin(material, one, other) and not too_tight(material, one, other, second, first)


def _kin(material: Material, one: Fact, other: Fact) -> bool:
    kin = set(material.kin(one.entity))
    for place in places(material, one):
        kin |= material.kin(place) - {place}
    return other.entity in kin or not kin.isdisjoint(places(material, other))


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


def _shuffled(random: Random, facts: Iterable[Fact]) -> list[Fact]:
    return random.sample(listed := list(facts), len(listed))


def card_of(material: Material, fact: Fact) -> Card:
    """The fact's card in the forward direction."""
    return Card(fact.origin or material.facts.slug, fact.id, "forward")


def dates_apart(material: Material, one: Fact, other: Fact) -> bool:
    """Whether both are dates of which one is wholly before the other."""
    first, second = material.value(one), material.value(other)
    if not isinstance(first, PartialDate) or not isinstance(second, PartialDate):
        return False
    return not first.overlaps(second) and "open" not in (first.precision, second.precision)
