"""Which of the candidates are offered, so that neither place nor length tells the key.

Options stand in natural order and are never shuffled, hence balance comes from the choice alone: the
seed names a place for the key in the order and a rank for its length, and candidates are taken from
the four groups (before or after it, shorter or longer) that bring it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from quizapp.core.candidates import Candidate

SPARE = 2
"""How many candidates beyond those needed a group is drawn from: variety against nearness."""


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
    shorter = _wish(random, wanted)
    chosen = _of_lengths(random, key, (below, place), (above, wanted - place), shorter)
    return sorted(chosen, key=lambda candidate: candidate.order)


def _wish(random: Random, wanted: int) -> int:
    """How many of the others should be shorter than the key."""
    return random.randrange(wanted + 1)


def _of_lengths(
    random: Random,
    key: Candidate,
    below: tuple[list[Candidate], int],
    above: tuple[list[Candidate], int],
    shorter: int,
) -> list[Candidate]:
    """The numbers wanted from each side, with as near as may be `shorter` texts shorter than the key."""
    length = len(key.text)
    sides = []
    for side, number in (below, above):
        short: list[Candidate] = []
        long: list[Candidate] = []
        for candidate in side:
            difference = len(candidate.text) - length or random.choice((-1, 1))
            (short if difference < 0 else long).append(candidate)
        sides.append((short, long, number))
    least = [max(0, number - len(long)) for _, long, number in sides]
    most = [min(number, len(short)) for short, _, number in sides]
    shorter = min(max(shorter, sum(least)), sum(most))
    first = random.randint(max(least[0], shorter - most[1]), min(most[0], shorter - least[1]))
    chosen: list[Candidate] = []
    for (short, long, number), wanted_short in zip(sides, (first, shorter - first), strict=True):
        chosen += _near(random, short, wanted_short)
        chosen += _near(random, long, number - wanted_short)
    return chosen


def _near(random: Random, candidates: list[Candidate], number: int) -> list[Candidate]:
    """Some of the nearest."""
    return random.sample(candidates[: number + SPARE], number) if number else []
