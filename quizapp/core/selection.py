"""Which of the candidates are offered, once the place of the key among them is settled.

Options stand in natural order and are never shuffled, hence balance comes from the choice alone: so many
from before the key, so many from behind it, always among the nearest. Of a few such selections one is
taken that gives the key a random rank of length, lest the shortest or longest be right more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from quizapp.core.candidates import Candidate

SPARE = 2
"""How many candidates beyond those needed a side is drawn from: variety against nearness."""
DRAWS = 3
"""Selections among which the one is taken in which the key has the wished rank of length."""
ODD = 1.5
"""A key this many times longer than every other option would stand out."""


def places(key: Candidate, pool: Sequence[Candidate], wanted: int) -> range:
    """The places that the key can have among `wanted` others, counted from 0."""
    below = sum(candidate.order < key.order for candidate in pool)
    above = len(pool) - below
    return range(max(0, wanted - above), min(wanted, below) + 1)


def choose(
    random: Random, key: Candidate, pool: Sequence[Candidate], wanted: int, place: int
) -> list[Candidate]:
    """`wanted` candidates in natural order, the key not among them, such that `place` are before it."""
    below = [candidate for candidate in pool if candidate.order < key.order]
    above = [candidate for candidate in pool if not candidate.order < key.order]
    drawn = [_near(random, below, place) + _near(random, above, wanted - place) for _ in range(DRAWS)]
    rank = _wished_rank(random, key, pool, wanted)
    chosen = min(drawn, key=lambda others: abs(_rank(key, others) - rank))
    if len(key.text) > ODD * max(len(candidate.text) for candidate in chosen):
        chosen = _longest(below, place) + _longest(above, wanted - place)
    return sorted(chosen, key=lambda candidate: candidate.order)


def _near(random: Random, candidates: list[Candidate], number: int) -> list[Candidate]:
    """Some of the nearest."""
    return random.sample(candidates[: number + SPARE], number) if number else []


def _wished_rank(random: Random, key: Candidate, pool: Sequence[Candidate], wanted: int) -> int:
    """The first or the last rank of length, more often the one that the key's own length speaks against.

    The proportions are measured: with them no rank is favoured in the shipped sets.
    """
    usual = sum(len(candidate.text) for candidate in pool) / len(pool)
    against = 0 if len(key.text) > usual else wanted
    return random.choice((0, wanted, wanted, against, against))


def _rank(key: Candidate, others: Sequence[Candidate]) -> float:
    """How many of the others are shorter than the key, one of the same length counting half."""
    length = len(key.text)
    return sum(1.0 if len(one.text) < length else 0.5 * (len(one.text) == length) for one in others)


def _longest(candidates: list[Candidate], number: int) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -len(candidate.text))[:number]
