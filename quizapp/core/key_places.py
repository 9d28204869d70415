"""Which place among the options the key should have, so that over a whole attribute none is favoured.

Where an attribute has few values (six continents), the first in natural order can only stand first and
the last only last. The values between make up for it: each place gets a weight, worked out by
proportional fitting, such that the places come out even over all facts of the attribute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from quizapp.core.candidates import form, of_decoy, value_scope
from quizapp.core.facts import Fact
from quizapp.core.material import Material
from quizapp.core.wording import words

FEW_VALUES = 40
"""With more values than this, the extremes are too few to matter."""
ROUNDS = 30
Weights = tuple[float, ...]


def drawn(material: Material, random: Random, fact: Fact, places: Sequence[int], others: int) -> int:
    """One of the places that the fact's value can have among `others`."""
    if len(places) == 1:
        return places[0]
    weights = _weights(material, fact, others)
    if not weights:
        return random.choice(places)
    return random.choices(places, [weights[one] for one in places])[0]


def _weights(material: Material, fact: Fact, others: int) -> Weights:
    value = material.value(fact)
    if value is None:
        return ()
    known: dict[tuple[object, ...], Weights] = material.memory("weights of places")
    key = (fact.attribute, form(material, value), others)
    if key not in known:
        known[key] = _fitted(_numbers(material, fact), others)
    return known[key]


def _numbers(material: Material, fact: Fact) -> list[int]:
    """How many facts have each value of the attribute, in natural order; none where values are many."""
    value = material.value(fact)
    if value is None:
        return []
    scope = value_scope(material, form(material, value), fact.attribute)
    if len(scope.candidates) > FEW_VALUES:
        return []
    count = Counter(
        words(material, own, bound=False)
        for other in material.facts_with(fact.attribute)
        if (own := material.value(other)) is not None
    )
    decoys = [of_decoy(material, decoy) for decoy in material.attribute(fact).decoys]
    ordered = sorted((*scope.candidates, *decoys), key=lambda candidate: candidate.order)
    return [count[candidate.text] for candidate in ordered]


def _fitted(numbers: list[int], others: int) -> Weights:
    """Weights of the places 0 to `others` that bring each about as often, as far as that can be."""
    weights = [1.0] * (others + 1)
    last = len(numbers) - 1
    if not numbers or last < others:
        return ()
    facts: Counter[range] = Counter()
    for rank, number in enumerate(numbers):
        facts[range(max(0, others - last + rank), min(others, rank) + 1)] += number
    for _ in range(ROUNDS):
        expected = [0.0] * (others + 1)
        for span, number in facts.items():
            total = sum(weights[one] for one in span)
            for one in span:
                expected[one] += number * weights[one] / total
        even = sum(numbers) / (others + 1)
        weights = [
            min(max(weight * even / (got or even), 1e-6), 1e6)
            for weight, got in zip(weights, expected, strict=True)
        ]
    return tuple(weights)
