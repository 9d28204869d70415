"""Item statistics of one quiz, by classical test theory and as Moodle reckons them.

Sources: docs.moodle.org/dev/Quiz_statistics_calculations; Cronbach (1951), Psychometrika 16, 297–334.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

PERCENT = 100.0
NOTHING = 1e-18
"""A variance below this is that of equal marks, rounded."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one attempt got in one slot."""

    attempt: str
    slot: str
    mark: float
    max_mark: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFigures:
    """The figures of one slot; None where there is nothing to reckon with."""

    attempts: int
    max_mark: float
    facility_percent: float | None
    """Mean mark as a share of the highest mark: how easy it was."""
    sd_of_marks: float | None
    """Standard deviation of the marks, in marks."""
    effective_weight_percent: float | None
    """Its share in the spread of the totals; None where it works against them."""
    discrimination_index_percent: float | None
    """Correlation of the slot's marks with those of all other slots: item-rest correlation times 100."""
    discriminative_efficiency_percent: float | None
    """Covariance with the other slots, as a share of the greatest that these marks allow."""
    item_rest_correlation: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizFigures:
    """The figures of a quiz."""

    attempts: int
    mean_percent: float | None
    sd_of_totals: float | None
    """In marks."""
    cronbach_alpha: float | None
    standard_error: float | None
    """Standard error of measurement, in marks: how far a total may be off by chance."""
    slots: Mapping[str, SlotFigures]


@dataclass(slots=True)
class _Slot:
    """A slot's marks, beside the totals of the same attempts."""

    marks: list[float]
    totals: list[float]
    max_mark: float

    @property
    def rests(self) -> list[float]:
        """What the same attempts got elsewhere."""
        return [total - mark for mark, total in zip(self.marks, self.totals, strict=True)]


def analyse(marks: Sequence[Mark]) -> QuizFigures:
    """The figures of all marks of a quiz; a slot that an attempt did not meet counts nothing for it."""
    totals: dict[str, float] = {}
    highest: dict[str, float] = {}
    for one in marks:
        totals[one.attempt] = totals.get(one.attempt, 0.0) + one.mark
        highest[one.slot] = max(highest.get(one.slot, 0.0), one.max_mark)
    slots = {slot: _Slot([], [], most) for slot, most in highest.items()}
    for one in marks:
        slots[one.slot].marks.append(one.mark)
        slots[one.slot].totals.append(totals[one.attempt])
    weights = _weights(slots)
    sums = list(totals.values())
    alpha = _alpha(slots, sums)
    spread = _variance(sums)
    return QuizFigures(
        attempts=len(sums),
        mean_percent=PERCENT * _mean(sums) / most if sums and (most := sum(highest.values())) else None,
        sd_of_totals=sqrt(spread) if spread is not None else None,
        cronbach_alpha=alpha,
        standard_error=sqrt(spread * (1 - alpha)) if spread is not None and alpha is not None else None,
        slots={name: _figures(slot, weights[name]) for name, slot in slots.items()},
    )


def _figures(slot: _Slot, weight: float | None) -> SlotFigures:
    marked = slot.max_mark > 0
    variance = _variance(slot.marks)
    covariance = _covariance(slot.marks, slot.rests)
    most = _covariance(sorted(slot.marks), sorted(slot.rests))
    spread = (variance or 0.0) * (_variance(slot.rests) or 0.0)
    correlation = covariance / sqrt(spread) if covariance is not None and spread > 0 else None
    efficiency = PERCENT * covariance / most if covariance is not None and most else None
    return SlotFigures(
        attempts=len(slot.marks),
        max_mark=slot.max_mark,
        facility_percent=PERCENT * _mean(slot.marks) / slot.max_mark if marked else None,
        sd_of_marks=sqrt(variance) if variance is not None and marked else None,
        effective_weight_percent=weight,
        discrimination_index_percent=PERCENT * correlation if correlation is not None else None,
        discriminative_efficiency_percent=efficiency,
        item_rest_correlation=correlation,
    )


def _weights(slots: Mapping[str, _Slot]) -> dict[str, float | None]:
    """The root of each slot's covariance with the totals, as a share of their sum."""
    with_totals = {name: _covariance(slot.marks, slot.totals) or 0.0 for name, slot in slots.items()}
    whole = sum(sqrt(one) for one in with_totals.values() if one > 0)
    return {
        name: PERCENT * sqrt(one) / whole if whole and one >= 0 else None for name, one in with_totals.items()
    }


def _alpha(slots: Mapping[str, _Slot], totals: Sequence[float]) -> float | None:
    """Cronbach's alpha, k/(k − 1) · (1 − Σ slot variances / variance of totals), of slots that bear marks."""
    marked = [slot for slot in slots.values() if slot.max_mark > 0]
    spread = _variance(totals)
    if len(marked) < 2 or not spread:
        return None
    parts = sum(_variance(slot.marks) or 0.0 for slot in marked)
    return len(marked) / (len(marked) - 1) * (1 - parts / spread)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _variance(values: Sequence[float]) -> float | None:
    """None for fewer than two values; 0 where they differ by no more than their last digits."""
    spread = _covariance(values, values)
    return spread if spread is None or spread > NOTHING else 0.0


def _covariance(one: Sequence[float], other: Sequence[float]) -> float | None:
    """With n − 1 below the line; None for fewer than two values."""
    if len(one) < 2:
        return None
    first, second = _mean(one), _mean(other)
    return sum((a - first) * (b - second) for a, b in zip(one, other, strict=True)) / (len(one) - 1)
