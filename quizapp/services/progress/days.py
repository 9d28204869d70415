"""Figures that are read off the totals of study days: calendar, calibration, retention, time spent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from quizapp.core.progress import CALIBRATION_BINS, COUNTED_FOR_STREAK, REST_DAYS, share, streak
from quizapp.core.study_days import days_after
from quizapp.services.progress.records import YEAR, Records, StudiedDay
from quizapp.services.progress.results import (
    Calendar,
    Calibration,
    CalibrationLine,
    DayLine,
    Retention,
    RetentionLine,
    TimeLine,
    TimeSpent,
)

STRENGTHS = ("learning", "young", "strong")


def calendar(records: Records) -> Calendar:
    """The days of the last year, and the streak."""
    lines = [_day_line(day) for day in records.days]
    counting = {line.day for line in lines if line.counts}
    return Calendar(
        first=days_after(records.today, 1 - YEAR),
        last=records.today,
        days=[line for line in lines if line.answers or line.met],
        streak=streak(counting, records.today),
        longest_streak=max((streak(counting, day) for day in _ends(counting)), default=0),
        most_answers=max((line.answers for line in lines), default=0),
    )


def calibration(records: Records) -> Calibration:
    """Predicted against actual recall of the counted answers of the last year."""
    counts = records.sums["recall"]
    bins = {int(name): figures for name, figures in counts.items() if figures["counted"] > 0}
    answers = sum(int(figures["counted"]) for figures in bins.values())
    return Calibration(
        lines=[
            _calibration_line(number, int(figures["right"]), int(figures["counted"]), figures["sum"])
            for number, figures in sorted(bins.items())
        ],
        answers=answers,
        predicted=sum(figures["sum"] for figures in bins.values()) / answers if answers else None,
        actual=sum(figures["right"] for figures in bins.values()) / answers if answers else None,
    )


def retention(records: Records) -> Retention:
    """The share of right answers by strength and by kind, of the last year."""
    strengths: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {}
    whole: Counter[str] = Counter()
    for way, figures in records.sums["kinds"].items():
        kind, _, strength = way.partition("/")
        for counter in (kinds.setdefault(kind, Counter()), strengths.setdefault(strength, Counter()), whole):
            counter.update({name: int(figures[name]) for name in ("counted", "right")})
    most_first = sorted(kinds, key=lambda kind: (-kinds[kind]["counted"], kind))
    return Retention(
        by_strength=list(_retention_lines(strengths, STRENGTHS, "strength")),
        by_kind=list(_retention_lines(kinds, most_first, "kind")),
        whole=share(whole["right"], whole["counted"]),
    )


def time_spent(records: Records) -> TimeSpent:
    """Time spent answering in the last year, by set."""
    sums = records.sums["sets"]
    lines = [
        TimeLine(slug=own.slug, title=own.title, seconds=figures["ms"] // 1000, answers=figures["answered"])
        for set_id, own in records.sets.items()
        if (figures := sums.get(str(set_id))) and figures["answered"]
    ]
    answers, ms = sum(day.answered for day in records.days), sum(day.ms for day in records.days)
    return TimeSpent(
        seconds=ms // 1000,
        answers=answers,
        days=sum(day.answered > 0 for day in records.days),
        seconds_an_answer=ms / 1000 / answers if answers else None,
        sets=sorted(lines, key=lambda line: -line.seconds),
    )


def _ends(counting: set[date]) -> Iterator[date]:
    """Days after which a run of counting days may have ended: more days off than rest days can bridge."""
    for day in counting:
        if counting.isdisjoint(days_after(day, ahead) for ahead in range(1, REST_DAYS + 2)):
            yield day


def _day_line(row: StudiedDay) -> DayLine:
    return DayLine(
        day=row.day,
        answers=row.answered,
        counted=row.counted,
        right=row.right,
        met=row.met,
        seconds=row.ms // 1000,
        cleared=row.cleared,
        counts=row.counted >= COUNTED_FOR_STREAK or (row.cleared and row.answered > 0),
    )


def _calibration_line(number: int, right: int, answers: int, total: float) -> CalibrationLine:
    actual = share(right, answers)
    assert actual is not None
    low, high = number / CALIBRATION_BINS, (number + 1) / CALIBRATION_BINS
    return CalibrationLine(low=low, high=high, predicted=total / answers, actual=actual)


def _retention_lines(
    counts: Mapping[str, Mapping[str, int]], order: Sequence[str], by: str
) -> Iterator[RetentionLine]:
    for name in order:
        found = share(counts[name]["right"], counts[name]["counted"]) if name in counts else None
        if found is not None:
            yield RetentionLine(**{"kind": "", "strength": "", by: name}, share=found)
