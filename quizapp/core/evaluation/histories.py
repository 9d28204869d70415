"""From a log of reviews to the rows that can be predicted, by srs-benchmark's rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.core.study_days import utc_study_day

LONGEST_HISTORY = 128
"""Reviews of a card that are looked at; later ones are left out."""
TRAINING_SHARE = 0.8
QUIET_HOURS = 4
ROLLOVER_INTO_QUIET = 2
OUTLIER_SHARE = 0.05
OUTLIERS_AT_LEAST = 20
RARE_BELOW = 6
LONGEST_SECOND_INTERVAL = 100
LONGEST_SECOND_INTERVAL_AFTER_EASY = 365


class Review(NamedTuple):
    """One review of another program's log."""

    card: str
    milliseconds: int
    """Since 1970, UTC."""
    rating: int


class Answer(NamedTuple):
    """One answer in a card's history, as memory takes it."""

    elapsed: int
    """Study days since the card's last answer; 0 for the first one and for repeats."""
    rating: int
    guess: float = 0.0
    hint: bool = False
    override: bool = False
    known_before: float = 0.0
    """R0, for the first answer of all."""


class CountedRow(NamedTuple):
    """One answer on a later day than the one before: what a model has to predict."""

    card: int
    """Index into the dataset's histories."""
    position: int
    """Index into that history."""
    elapsed: int
    recalled: bool
    number: int
    """srs-benchmark's `i`: 2 for a card's first counted row."""
    lapses: int
    """Wrong counted rows of the card before this one."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The histories of all cards, and the counted rows of all in order of time."""

    histories: Sequence[Sequence[Answer]]
    counted: Sequence[CountedRow]

    @property
    def training(self) -> Sequence[CountedRow]:
        """The first 80 % of the counted rows."""
        return self.counted[: int(len(self.counted) * TRAINING_SHARE)]

    @property
    def testing(self) -> Sequence[CountedRow]:
        """The rest, which nothing may be decided upon."""
        return self.counted[int(len(self.counted) * TRAINING_SHARE) :]


def quietest_rollover(reviews: Iterable[Review]) -> int:
    """The UTC hour at which this learner's day rolls over: two hours into the four quietest ones."""
    hours = Counter(review.milliseconds // 3_600_000 % 24 for review in reviews)

    def traffic(start: int) -> int:
        return sum(hours[(start + hour) % 24] for hour in range(QUIET_HOURS))

    return (min(range(24), key=traffic) + ROLLOVER_INTO_QUIET) % 24


def prepare(reviews: Iterable[Review], rollover_utc: float) -> Dataset:
    """Histories and counted rows of a log. Reviews are put in order of time; a rating is 1 to 4."""
    timed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    times: dict[str, list[int]] = defaultdict(list)
    for review in sorted(reviews, key=lambda review: review.milliseconds):
        if len(timed[review.card]) < LONGEST_HISTORY:
            timed[review.card].append((utc_study_day(review.milliseconds, rollover_utc), review.rating))
            times[review.card].append(review.milliseconds)
    kept = _without_outliers({card: _history(days) for card, days in timed.items()})
    rows = [
        (times[card][row.position], row)
        for index, (card, history) in enumerate(kept.items())
        for row in _counted_rows(index, history)
    ]
    rows.sort(key=lambda timed_row: timed_row[0])
    return Dataset(tuple(kept.values()), [row for _, row in rows])


def _history(days: Sequence[tuple[int, int]]) -> tuple[Answer, ...]:
    previous = [days[0][0], *(day for day, _ in days)]
    return tuple(Answer(day - before, rating) for (day, rating), before in zip(days, previous, strict=False))


def _counted_rows(card: int, history: Sequence[Answer]) -> Iterable[CountedRow]:
    number, lapses = 1, 0
    for position, answer in enumerate(history):
        if answer.elapsed > 0:
            number += 1
            yield CountedRow(card, position, answer.elapsed, answer.rating > 1, number, lapses)
            lapses += answer.rating == 1


def _without_outliers(
    histories: Mapping[str, Sequence[Answer]],
) -> Mapping[str, Sequence[Answer]]:
    """Drop whole cards whose second counted review came after an unusual number of days.

    `remove_outliers` of fsrs-optimizer: among cards with the same first rating, the rarest intervals
    up to 5 % of the cards (at least 20), and beyond that those that are very rare or very long.
    """
    second = {card: _second_interval(history) for card, history in histories.items()}
    cells: dict[int, Counter[int]] = defaultdict(Counter)
    for card, days in second.items():
        if days:
            cells[histories[card][0].rating][days] += 1
    unusual = {rating: _unusual_intervals(rating, counts) for rating, counts in cells.items()}
    return {
        card: history
        for card, history in histories.items()
        if second[card] not in unusual.get(history[0].rating, ())
    }


def _second_interval(history: Sequence[Answer]) -> int:
    return next((answer.elapsed for answer in history if answer.elapsed > 0), 0)


def _unusual_intervals(first_rating: int, counts: Counter[int]) -> set[int]:
    allowance = max(counts.total() * OUTLIER_SHARE, OUTLIERS_AT_LEAST)
    longest = LONGEST_SECOND_INTERVAL_AFTER_EASY if first_rating == 4 else LONGEST_SECOND_INTERVAL
    unusual: set[int] = set()
    dropped = 0
    for days, count in sorted(counts.items(), key=lambda cell: (cell[1], -cell[0])):
        if dropped + count < allowance or count < RARE_BELOW or days > longest:
            unusual.add(days)
            dropped += count
    return unusual
