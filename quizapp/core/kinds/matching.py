"""Matching: three to six things, each with its value, among values of which some are spare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from quizapp.core import labels
from quizapp.core.candidates import Candidate, of_value
from quizapp.core.distractors import key_of, pool, wrong_value
from quizapp.core.errors import WrongShape
from quizapp.core.facts import Fact
from quizapp.core.kinds import together
from quizapp.core.kinds.companions import FEWEST, card_of, gather, nearest, shuffled
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material, folded
from quizapp.core.questions import Direction, Option, Question
from quizapp.core.truth import Truths, truths
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know
from quizapp.core.wording import machine

NAME = "matching"
CLOSED = True
SPARE = 2
"""How many targets at most belong to nothing, so that the last pair is no gift."""
NO_SPARE = "no spare"
"""The variant without them, for when all that could be spare is soon to be asked itself."""


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Forward, where an entity has one value; points go on the map instead."""
    attribute = material.attribute(fact)
    return direction == "forward" and attribute.value_type != "point" and not attribute.many


def make(material: Material, request: Request) -> Question | None:
    """The question, if at least three pairs can stand together and each value is true of one item alone."""
    random = request.random()
    facts = gather(material, request, random, lambda _one, _other: True)
    stem = together.stem(material, facts) if len(facts) >= FEWEST else None
    if stem is None:
        return None
    right = [key_of(material, fact, "forward") for fact in facts]
    spare = [] if request.variant == NO_SPARE else _spare(material, random, facts, right)
    candidates = sorted([*right, *spare], key=lambda one: one.order)
    if len(candidates) <= FEWEST:
        return None
    targets = tuple(
        Option(letter, one.text, value=machine(one.value))
        for letter, one in zip(ascii_uppercase, candidates, strict=False)
    )
    places = [candidates.index(one) for one in right]
    order = _listed(random, places)
    letters = dict(zip(order, ascii_lowercase, strict=False))
    items = [labels.label(material, fact) for fact in facts]
    return frame(
        material,
        request,
        stem=stem,
        cards=tuple(card_of(material, fact) for fact in facts),
        options=tuple(Option(letters[item], items[item], value=facts[item].id) for item in order),
        targets=targets,
        key={letters[item]: targets[places[item]].id for item in order},
        answer="; ".join(f"{item}: {one.text}" for item, one in zip(items, right, strict=True)),
        guess=1 / len(targets),
        statement=together.all_statements(material, facts),
        judging={"items": tuple(letters[item] for item in range(len(facts)))},
    )


def _spare(
    material: Material, random: Random, facts: Sequence[Fact], right: Sequence[Candidate]
) -> list[Candidate]:
    """Values provably wrong for every item."""
    shown = {folded(one.text) for one in right}
    is_wrong = wrong_value(material, facts[0], right[0].value)
    outside = [truths(material, fact) for fact in facts]
    spare: list[Candidate] = []
    for one in _offered(material, random, facts[0]):
        if len(spare) == SPARE:
            break
        text = folded(one.text)
        if text not in shown and is_wrong(one) and all(truth.rule_out(one.value) for truth in outside):
            spare.append(one)
            shown.add(text)
            outside.append(Truths(material, (one.value,)))
    return spare


def _offered(material: Material, random: Random, fact: Fact) -> Iterator[Candidate]:
    """What may be spare: values of the nearest facts, and only then, as it costs more, what choice offers."""
    yield from shuffled(random, [of_value(material, other) for other in nearest(material, fact)])
    yield from shuffled(random, pool(material, fact, "forward"))


def spare_values(question: Question) -> list[str]:
    """The values, in machine form, of a question's spare targets."""
    taken = set(question.key.values())
    return [target.value for target in question.targets if target.id not in taken]


def _listed(random: Random, places: Sequence[int]) -> list[int]:
    """The items in an order that does not run with that of their targets."""
    order = list(range(len(places)))
    random.shuffle(order)
    if [places[item] for item in order] == sorted(places):
        order.reverse()
    return order


def grade(question: Question, response: object) -> Verdict:
    """Right when every pair is; `parts` tells of each card's pair. Raises WrongShape for anything else."""
    if is_dont_know(response):
        return Verdict(False, 0.0, DONT_KNOW.reason, DONT_KNOW.message, (False,) * len(question.key))
    given = _pairs(question, response)
    items = question.judging.get("items") or tuple(option.id for option in question.options)
    parts = tuple(given.get(item) == question.key[item] for item in items if item in question.key)
    number = sum(parts)
    if number == len(parts):
        return Verdict(True, 1.0, "exact", parts=parts)
    message = f"{number} of {len(parts)} pairs are right."
    return Verdict(False, number / len(parts), "partly-right" if number else "wrong-pairs", message, parts)


def _pairs(question: Question, response: object) -> Mapping[str, Any]:
    """The pairs given; an item may be left out or have null. Raises WrongShape."""
    lefts = {option.id for option in question.options}
    rights = {target.id for target in question.targets}
    if not isinstance(response, Mapping):
        raise WrongShape("the response to this question gives each item its target: {item: target}")
    for left, right in response.items():
        if left not in lefts:
            raise WrongShape(f"the items of this question are {', '.join(sorted(lefts))}")
        if right not in (None, "") and (not isinstance(right, str) or right not in rights):
            raise WrongShape(f"the targets of this question are {', '.join(sorted(rights))}")
    return response
