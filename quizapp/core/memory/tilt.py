"""A card's own tilt: how far its memory leans away from what FSRS-6 says of all cards alike.

FSRS-6 takes all that it knows of a card from one learner's mean over cards. A fit may add a tilt: the
stability it gives is multiplied by exp(constant + record · r + difficulty · D), where r is the card's record
and D its difficulty, and never by more than 2 or less than 1/2. A card's state holds the stability with its
tilt, so that predictions, due days and everything else read it as it is.

    >>> Tilt(constant=1.0, record=-1.2).factor(5.0, 0.5), LEVEL.factor(5.0, 0.5)
    (1.4918246976412703, 1.0)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

LARGEST = log(2)
"""The logarithm of the most by which a tilt multiplies or divides stability: it is a correction."""
FIRST_RECORD = 0.9
"""A card's record before its first counted answer: what the usual desired retention aims at."""
RECORD_STEP = 1 / 4
"""How far one counted answer moves the record."""


@dataclass(frozen=True, slots=True)
class Tilt:
    """The coefficients of a learner's fit; all 0: none."""

    constant: float = 0.0
    record: float = 0.0
    """For a record of 1 against one of 0."""
    difficulty: float = 0.0
    """For each point of difficulty."""

    @property
    def coefficients(self) -> tuple[float, float, float]:
        """Constant, record and difficulty, as they are stored."""
        return self.constant, self.record, self.difficulty

    def factor(self, difficulty: float, record: float) -> float:
        """What a card's stability is multiplied by, from 1/2 to 2."""
        return exp(self.lean(difficulty, record))

    def lean(self, difficulty: float, record: float) -> float:
        """The logarithm of `factor`."""
        lean = self.constant + self.record * record + self.difficulty * difficulty
        return min(max(lean, -LARGEST), LARGEST)

    def scaled(self, share: float) -> Tilt:
        """As much of this tilt as `share` says: 0 for none, 1 for all of it."""
        return Tilt(self.constant * share, self.record * share, self.difficulty * share)


LEVEL = Tilt()


def next_record(record: float, known: float) -> float:
    """A card's record after a counted answer known with the chance `known`; newer answers count more."""
    return record + RECORD_STEP * (known - record)
