"""Which kind to ask: easy ones while a memory is young, recall later (learning rule 4).

    >>> from quizapp.core.memory import DEFAULT
    >>> ways = ways_to_ask({"choice", "typed", "cloze"}, tier=3, used={"typed": 2}, seed=7)
    >>> [(way.kind, way.tier) for way in ways]
    [('cloze', 3), ('typed', 3), ('choice', 2)]

The first way is the one to take; the next ones serve where it cannot be made, or would repeat the last
stem or a false statement already shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from quizapp.core.chance import scattered
from quizapp.core.memory import MemoryState
from quizapp.core.questions import CLOSED_KINDS, OPEN_KINDS

TIER_2_FROM, TIER_3_FROM = 3.0, 10.0
"""Stability in days from which a card may be asked at tier 2 and at tier 3."""
TIERS: Mapping[int, tuple[str, ...]] = {
    1: ("choice", "truefalse"),
    2: ("choice", "multiple", "matching", "timeline", "locate", "cloze"),
    3: ("typed", "cloze", "date", "number", "locate", "flashcard"),
}
PLACES = {
    (tier, kind): tier * 100 + place for tier, kinds in TIERS.items() for place, kind in enumerate(kinds)
}
OPTIONS: Mapping[int, int] = {1: 4, 2: 5, 3: 5}
"""Options of a choice at each tier, if so many good ones can be had."""
TRUEFALSE_ONE_IN = 10
LONGEST_TYPED = 15
"""Letters; longer names are not asked by typing them."""
GOOD_DISTRACTORS_TO_ASK_FIRST = 2
TYPING = frozenset({"typed", "cloze"})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask a card."""

    kind: str
    tier: int
    """The tier to log; never above the one wanted."""
    options: int = 0
    """Most options of a choice; 0 for other kinds."""
    nearest: bool = False
    """Whether the distractors are to be the nearest ones."""
    first_letter: bool = False
    """Whether a cloze shows the first letter."""
    pickers: bool = False
    """Whether a date is picked instead of typed."""


def tier_for(state: MemoryState | None, *, recall_only: bool = False) -> int:
    """The tier of a card's next counted question; 1 at its meeting (no state).

    One tier up at a time, whatever the stability; one down after a failed counted answer.
    """
    if state is None:
        return 1
    if recall_only:
        return 3
    if state.failed:
        return max(1, state.tier - 1)
    return min(_tier_of(state.stability), state.tier + 1)


def has_tier_3(answer: str, *, unique: bool = True) -> bool:
    """Whether an answer may be asked for without options: short enough, and the only right one.

    `unique` is False for the reverse direction of a value that several entities have.
    """
    return unique and sum(map(str.isalpha, answer)) <= LONGEST_TYPED


def ways_to_ask(
    available: Collection[str],
    tier: int,
    *,
    used: Mapping[str, int] | None = None,
    seed: int = 0,
    tier_3: bool = True,
    no_typing: bool = False,
    truefalse: bool = False,
) -> Iterator[Way]:
    """Ways to ask a card at a tier, best first: its own tier, then lower ones, then higher ones.

    `available`: the kinds that suit the card. `used`: how often each was asked of it; within a tier
    the least used comes first, then the seed decides. `truefalse`: whether one may be asked now
    (`truefalse_allowed`). `tier_3` False keeps the card to recognition (`has_tier_3`).
    """
    counts = used or {}
    tier = min(tier, 2) if not tier_3 else tier
    order = [*range(tier, 0, -1), *range(tier + 1, 4 if tier_3 else 3)]
    put: set[str] = set()
    for level in order:
        kinds = [kind for kind in TIERS[level] if kind in available and (kind != "truefalse" or truefalse)]
        kinds.sort(key=lambda kind: (counts.get(kind, 0), scattered(seed, PLACES[level, kind])))
        for kind in kinds:
            way = _way(kind, level, min(level, tier), no_typing=no_typing, available=available)
            if way and way.kind not in put:
                put.add(way.kind)
                yield way


def truefalse_allowed(asked_today: int, truefalse_today: int) -> bool:
    """Whether one more true/false question keeps to one question in ten of the session."""
    return (truefalse_today + 1) * TRUEFALSE_ONE_IN <= asked_today + 1


def way_to_meet(
    available: Collection[str],
    *,
    good_distractors: int,
    sensitive: bool = False,
    corrected: bool = False,
    show_first: bool = False,
) -> Way | None:
    """How a new card is asked first: a choice of at most four. None: show the statement instead."""
    tells_first = show_first or sensitive or corrected or good_distractors < GOOD_DISTRACTORS_TO_ASK_FIRST
    if tells_first or "choice" not in available:
        return None
    return Way("choice", 1, options=OPTIONS[1])


def ways_to_repeat(
    available: Collection[str], failed: str, tier: int, *, seed: int = 0, no_typing: bool = False
) -> Iterator[Way]:
    """How a card comes back the same day: after a failed open kind as a choice, else by the same kind.

    A shown card (`failed` empty) comes back as a choice too.
    """
    preferred = failed if failed in CLOSED_KINDS else "choice"
    if preferred in available:
        yield _easy_way(preferred, tier)
    others = ways_to_ask(available, tier, seed=seed, no_typing=no_typing)
    yield from (way for way in others if way.kind != preferred)


def _tier_of(stability: float) -> int:
    if stability < TIER_2_FROM:
        return 1
    return 2 if stability < TIER_3_FROM else 3


def _way(kind: str, level: int, tier: int, *, no_typing: bool, available: Collection[str]) -> Way | None:
    if no_typing and kind in TYPING:
        return Way("choice", tier, options=OPTIONS[3], nearest=True) if "choice" in available else None
    if kind == "choice":
        return Way(kind, tier, options=OPTIONS[level], nearest=level > 1)
    return Way(kind, tier, first_letter=kind == "cloze" and level == 2, pickers=kind == "date" and no_typing)


def _easy_way(kind: str, tier: int) -> Way:
    return Way(kind, tier, options=OPTIONS[1] if kind == "choice" else 0)


ALL_KINDS = CLOSED_KINDS | OPEN_KINDS
assert {kind for kinds in TIERS.values() for kind in kinds} == ALL_KINDS, "every kind has a tier"
