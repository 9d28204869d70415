"""The proof of questions about several facts: pairs that can be no others, an order that is the only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from quizapp.core.calendar import PartialDate
from quizapp.core.facts import Fact, FactSet, Unknown
from quizapp.core.proof.possibility import Possibility
from quizapp.core.questions import Option, Question
from quizapp.core.spelling import fold

Found = Iterator[tuple[str, str]]


def mispaired(facts: FactSet, possibility: Possibility, question: Question) -> Found:
    """Matching: each item has its own target, every other target is impossible for it."""
    if set(question.key) != {item.id for item in question.options}:
        yield "P102", "an item without a target"
        return
    for item in question.options:
        fact = facts.facts.get(item.value)
        if fact is None:
            yield "P101", f"{item.text!r}"
            continue
        for target in question.targets:
            value = possibility.read(target.value, fact)
            if target.id == question.key[item.id] and not possibility.stated(fact, value):
                yield "P103", f"{target.text!r} for {item.text!r}"
            if target.id != question.key[item.id] and possibility.possible(fact, value):
                yield "P104", f"{target.text!r} for {item.text!r}"
    yield from _alike(question.options)
    yield from _alike(question.targets)


def misordered(facts: FactSet, question: Question) -> Found:
    """Timeline: whatever any source says, each event is over before the next begins."""
    own = {option.id: facts.facts.get(option.value) for option in question.options}
    if sorted(own) != sorted(question.key):
        yield "P102", f"{question.key!r}"
        return
    for earlier, later in pairwise(question.key):
        first, second = own[earlier], own[later]
        if first is None or second is None:
            yield "P101", f"{earlier!r} or {later!r}"
        elif not _before(_dates(first), _dates(second)):
            yield "P113", f"{first.id} and {second.id}"
    yield from _alike(question.options)


def wrong_orders(key: Sequence[str]) -> Iterator[list[str]]:
    """Every order in which two neighbours have changed places, and the key backwards."""
    for place in range(len(key) - 1):
        yield [*key[:place], key[place + 1], key[place], *key[place + 2 :]]
    yield list(reversed(key))


def wrong_pairs(question: Question) -> Iterator[dict[str, str]]:
    """Every assignment in which one item has another target, or two have changed theirs, or one has none."""
    key = dict(question.key)
    for item, right in key.items():
        others = (target.id for target in question.targets if target.id != right)
        yield from ({**key, item: target} for target in others)
        yield {one: target for one, target in key.items() if one != item}
    for one, other in combinations(key, 2):
        yield {**key, one: key[other], other: key[one]}


def _dates(fact: Fact) -> list[PartialDate | None]:
    """What any source says; None for what is no date, or has no end."""
    values = [claim.value for claim in fact.claims if not isinstance(claim.value, Unknown)]
    return [one if isinstance(one, PartialDate) and one.precision != "open" else None for one in values]


def _before(first: Sequence[PartialDate | None], second: Sequence[PartialDate | None]) -> bool:
    pairs = [(one, other) for one in first for other in second]
    return bool(pairs) and all(one and other and one.end < other.start for one, other in pairs)


def _alike(options: Sequence[Option]) -> Found:
    texts = [fold(option.text) or option.text for option in options]
    for one, other in combinations(range(len(texts)), 2):
        if texts[one] == texts[other]:
            yield "P105", f"{options[one].text!r} and {options[other].text!r}"
