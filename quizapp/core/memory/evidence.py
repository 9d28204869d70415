"""How much an answer proves: from verdict to evidence (learning rules 1.5, 3.1, 3.3 and 3.5)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from quizapp.core.memory.formulas import AGAIN, GOOD
from quizapp.core.questions import OPEN_KINDS, PASS_MARK

EVIDENCE_WITH_HINT = 0.5
PRIOR_KNOWN = 2.0
"""Of the imagined meetings before the first, how many were of cards already known …"""
PRIOR_MEETINGS = 12.0
"""… and how many there were."""
KNOWN_BEFORE_BOUNDS = (0.05, 0.95)
MEETINGS_BEFORE_OFFER = 20
OFFER_SHOW_FIRST_BELOW = 0.10


def rating_for(kind: str, score: float) -> int:
    """The logged rating of a verdict: Good from the kind's pass mark on, else Again; never Hard."""
    return GOOD if score >= PASS_MARK.get(kind, 1.0) else AGAIN


def evidence(
    kind: str, rating: int, *, guess: float, recall: float, hint: bool = False, override: bool = False
) -> float:
    """The probability that the answer was known, from 0 to 1.

    `guess` is the chance of a blind right answer and `recall` the predicted recall: of all right
    answers to a closed kind, the share recall / (recall + (1 - recall) · guess) was known (Bayes).
    """
    if override:
        return 1.0
    if rating == AGAIN:
        return 0.0
    if hint:
        return EVIDENCE_WITH_HINT
    if kind in OPEN_KINDS or guess <= 0:
        return 1.0
    return recall / (recall + (1 - recall) * guess)


def guess_chance(kind: str, items: int, *, told: int | None = None) -> float:
    """The chance of a blind right answer.

    `items`: options of a choice or multiple question, targets of a matching question (chance per pair),
    entries of a timeline. `told`: how many options of a multiple question are right, if it says so.
    """
    if kind == "truefalse":
        return 1 / 2
    if kind in OPEN_KINDS:
        return 0.0
    if items < 1:
        raise ValueError(f"a {kind} question needs at least one item")
    if kind in ("choice", "matching"):
        return 1 / items
    if kind == "timeline":
        return 1 / math.factorial(items)
    if kind == "multiple":
        return 1 / (math.comb(items, told) if told is not None else 2**items - 1)
    raise ValueError(f"{kind!r} is no kind")


@dataclass(frozen=True, slots=True)
class Meetings:
    """A learner's ask-first meetings in one set so far: how much was known before it was taught."""

    corrected: float = 0.0
    """The sum of (right − guess) / (1 − guess): right answers less those that luck explains."""
    count: int = 0

    def after(self, *, right: bool, guess: float) -> Meetings:
        """With one more meeting. The meeting itself is judged by `known_before` of the state before."""
        return Meetings(self.corrected + (right - guess) / (1 - guess), self.count + 1)

    @property
    def known_before(self) -> float:
        """R0, the chance that the next new card is known already; 0.17 before the first."""
        low, high = KNOWN_BEFORE_BOUNDS
        return min(max((PRIOR_KNOWN + self.corrected) / (PRIOR_MEETINGS + self.count), low), high)

    @property
    def offer_show_first(self) -> bool:
        """Whether so little is known that the learner is offered, once, to be shown facts first."""
        return self.count >= MEETINGS_BEFORE_OFFER and self.known_before < OFFER_SHOW_FIRST_BELOW
