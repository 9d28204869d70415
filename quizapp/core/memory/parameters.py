"""FSRS-6's 21 weights and a card's tilt: the published defaults, and what was fitted to one learner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from quizapp.core.memory.tilt import LEVEL, Tilt

EASY = 4


@dataclass(frozen=True, slots=True)
class Parameters:
    """One set of weights under the id by which the review log names it.

    Weights outside FSRS-6's bounds are moved to the bound (a fit rounds to 32 bits and may miss it by
    a hair). Raises ValueError when there are not 21 finite numbers.
    """

    id: str
    weights: tuple[float, ...]
    tilt: Tilt = LEVEL
    """What a card's own record and difficulty do to its stability."""
    decay: float = field(init=False, repr=False, compare=False)
    """Exponent of the forgetting curve, negative."""
    factor: float = field(init=False, repr=False, compare=False)
    """Chosen so that recall is 0.9 after as many days as the stability."""
    easy_difficulty: float = field(init=False, repr=False, compare=False)
    """Where difficulty slowly returns to: that of a first Easy, not clamped."""

    def __post_init__(self) -> None:
        weights = self.weights
        if len(weights) != len(DEFAULT_PARAMETERS) or not all(map(math.isfinite, weights)):
            raise ValueError(f"FSRS-6 takes {len(DEFAULT_PARAMETERS)} finite weights, not {list(weights)}")
        bounds = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
        kept = tuple(min(max(float(weight), low), high) for weight, low, high in bounds)
        decay = -kept[20]
        object.__setattr__(self, "weights", kept)
        object.__setattr__(self, "decay", decay)
        object.__setattr__(self, "factor", 0.9 ** (1 / decay) - 1)
        object.__setattr__(self, "easy_difficulty", kept[4] - math.e ** (kept[5] * (EASY - 1)) + 1)

    def close_to(self, other: Parameters) -> bool:
        """Whether the weights are another's but for the rounding of 32 bits, and the tilt the same."""
        pairs = zip(self.weights, other.weights, strict=True)
        return self.tilt == other.tilt and all(
            math.isclose(*pair, rel_tol=1e-6, abs_tol=1e-6) for pair in pairs
        )

    def blended(self, other: Parameters, share: float, *, id: str = "") -> Parameters:
        """These weights moved towards another's: `share` 0 gives these, 1 the other's.

        Stabilities (the first four) are mixed by their logarithms, the rest as they are; the tilt is lost.
        """
        mixed = [
            math.exp((1 - share) * math.log(mine) + share * math.log(theirs))
            if index < 4
            else (1 - share) * mine + share * theirs
            for index, (mine, theirs) in enumerate(zip(self.weights, other.weights, strict=True))
        ]
        return Parameters(id or f"{self.id}+{share:g}·{other.id}", tuple(mixed))


DEFAULT = Parameters("fsrs-6", tuple(DEFAULT_PARAMETERS))


def parameters(id: str, weights: Sequence[float], tilt: Sequence[float] = ()) -> Parameters:
    """Parameters from a stored row. Raises ValueError when the weights are not 21 finite numbers."""
    return Parameters(id, tuple(weights), Tilt(*tilt) if tilt else LEVEL)
