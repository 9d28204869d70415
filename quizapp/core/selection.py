"""Which of the candidates are offered, once the place of the key among them is settled.

Options stand in natural order and are never shuffled, hence balance comes from the choice alone: so many
from before the key, so many from behind it, always among the nearest. Of a few such selections one is
taken that gives the key a random rank of length, lest the shortest or longest be right more often.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from quizapp.core.candidates import Candidate

SPARE = 2
"""How many candidates beyond those needed a side is drawn from: variety against nearness."""
DRAWS = 3
"""Selections among which the one is taken in which the key has the wished rank of length."""
ODD = 1.5
"""A key this many times longer than every other option would stand out."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The candidates before the key and behind it in natural order, on each side the nearest first."""

    key: Candidate
    below: Sequence[Candidate]
    above: Sequence[Candidate]
    long: bool
    """Whether the key is longer than the candidates usually are."""


def sides(key: Candidate, pool: Sequence[Candidate]) -> Sides:
    """The pool divided at the key."""
    order = key.order
    below = [candidate for candidate in pool if candidate.order < order]
    above = [candidate for candidate in pool if not candidate.order < order]
    length = sum([len(candidate.text) for candidate in pool])
    return Sides(key, below, above, len(key.text) * len(pool) > length)


def places(sides: Sides, wanted: int) -> range:
    """The places that the key can have among `wanted` others, counted from 0."""
    return range(max(0, wanted - len(sides.above)), min(wanted, len(sides.below)) + 1)


def choose(random: Random, sides: Sides, wanted: int, place: int) -> list[Candidate]:
    """`wanted` candidates in natural order, the key not among them, such that `place` are before it."""
    below, above, length = sides.below, sides.above, len(sides.key.text)
    bits = random.getrandbits
    drawn = [_near(bits, below, place) + _near(bits, above, wanted - place) for _ in range(DRAWS)]
    rank = _wished_rank(random, sides.long, wanted)
    chosen = min(drawn, key=lambda others: abs(_rank(length, others) - rank))
    if length > ODD * max([len(candidate.text) for candidate in chosen]):
        chosen = _longest(below, place) + _longest(above, wanted - place)
    return sorted(chosen, key=lambda candidate: candidate.order)


def _near(bits: Callable[[int], int], candidates: Sequence[Candidate], number: int) -> list[Candidate]:
    """Some of the nearest, drawn as `random.sample` draws a few, spelled out because it is done so often."""
    near = list(candidates[: number + SPARE]) if number else []
    chosen = []
    for left in range(len(near), len(near) - number, -1):
        width = left.bit_length()
        while (place := bits(width)) >= left:
            pass
        chosen.append(near[place])
        near[place] = near[left - 1]
    return chosen


def _wished_rank(random: Random, long: bool, wanted: int) -> int:
    """The first or the last rank of length, more often the one that the key's own length speaks against.

    The proportions are measured: with them no rank is favoured in the shipped sets.
    """
    against = 0 if long else wanted
    return random.choice((0, wanted, wanted, against, against))


def _rank(length: int, others: Sequence[Candidate]) -> float:
    """How many of the others are shorter than the key, one of the same length counting half."""
    rank = 0.0
    for other in others:
        if (own := len(other.text)) <= length:
            rank += 0.5 if own == length else 1.0
    return rank


def _longest(candidates: Sequence[Candidate], number: int) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -len(candidate.text))[:number]
