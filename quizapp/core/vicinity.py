"""Where candidates lie near a key: in value, on the map, in the set, in name. Nothing is proven here.

Everything is given one by one, nearest first, so that whoever has enough stops looking.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from itertools import chain, islice, takewhile, zip_longest

from quizapp.core import wording
from quizapp.core.candidates import Candidate, Scope, point_of
from quizapp.core.facts import Number
from quizapp.core.material import Material
from quizapp.core.neighbours import Line

ON_THE_MAP, IN_THE_SET, BY_NAME = 8, 4, 12
"""How many are looked at on the map, and on either side in the set and in the alphabet."""
MAGNITUDE = 10
"""Figures more than this many times larger or smaller are no match for the key."""
MULTIPLES = (
    (Decimal("0.5"), "half of it"),
    (Decimal(2), "twice as much"),
    (Decimal(3), "three times as much"),
)
"""Figures to fall back on where the set has no other of the unit."""
EXACTLY = Context(prec=100)
"""Longer than any figure of a set, so that nothing is rounded."""
WHOLE = 100
"""Shares in percent beyond this show that they are made up."""
Both = tuple[Iterator[Candidate], Iterator[Candidate]]
"""Those before the key and those behind it."""


def both_sides(line: Line[Candidate], key: Candidate) -> Both:
    """The candidates on either side of the key in natural order."""
    return line.below(key.order), line.above(key.order)


def of_magnitude(line: Line[Candidate], key: Candidate, number: Number) -> Both:
    """The figures on either side that are about as large."""

    def alike(candidate: Candidate) -> bool:
        other = candidate.value
        return isinstance(other, Number) and _alike_in_size(other.amount, number.amount)

    below, above = both_sides(line, key)
    return takewhile(alike, below), takewhile(alike, above)


def _alike_in_size(one: Decimal, other: Decimal) -> bool:
    if min(abs(one), abs(other)) < 1:
        return abs(one - other) <= MAGNITUDE
    return (one < 0) == (other < 0) and max(abs(one), abs(other)) <= MAGNITUDE * min(abs(one), abs(other))


def multiples(material: Material, key: Number) -> Iterator[Candidate]:
    """Half, twice and three times the figure, if it is stated as such and they are of its style."""
    if key.bound not in ("exact", "about") or key.amount <= 0:
        return
    for factor, reason in MULTIPLES:
        amount = EXACTLY.multiply(key.amount, factor)
        as_fine = EXACTLY.quantize(amount, key.amount)
        if as_fine != amount or (key.unit == "%" and amount > WHOLE):
            continue
        value = Number(as_fine, key.unit, key.bound)
        yield Candidate(wording.words(material, value, bound=False), amount, value, reason=reason)


def mixed(material: Material, scope: Scope, key: Candidate) -> Iterator[Candidate]:
    """Near on the map, near in the set, and alike in name."""
    point = point_of(material, key)
    if point:
        yield from scope.chart.near(point, ON_THE_MAP)
    position = key.fact.order if key.fact else 0
    yield from alternating((scope.in_set.below(position), scope.in_set.above(position)), IN_THE_SET)
    yield from alternating(both_sides(scope.line, key), BY_NAME)


def alternating(sides: Both, limit: int) -> Iterator[Candidate]:
    """One of either side in turn, nearest first, `limit` of each at most."""
    below, above = sides
    pairs = zip_longest(islice(below, limit), islice(above, limit))
    return (one for one in chain.from_iterable(pairs) if one is not None)
