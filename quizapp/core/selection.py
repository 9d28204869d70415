"""Which of the candidates are offered, once the place of the key among them is settled.

Options stand in natural order and are never shuffled, hence balance comes from the choice alone: so many
from before the key, so many from behind it, always among the nearest. Lengths need no wish of their own:
drawn at random from things of the key's own sort, they come out even.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from quizapp.core.candidates import Candidate

SPARE = 2
"""How many candidates beyond those needed a side is drawn from: variety against nearness."""
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
    chosen = _near(random, below, place) + _near(random, above, wanted - place)
    if len(key.text) > ODD * max(len(candidate.text) for candidate in chosen):
        chosen = _longest(below, place) + _longest(above, wanted - place)
    return sorted(chosen, key=lambda candidate: candidate.order)


def _near(random: Random, candidates: list[Candidate], number: int) -> list[Candidate]:
    """Some of the nearest."""
    return random.sample(candidates[: number + SPARE], number) if number else []


def _longest(candidates: list[Candidate], number: int) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -len(candidate.text))[:number]
