"""Figures that are read off the totals of study days: calendar, calibration, retention, time spent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from quizapp.core.progress import CALIBRATION_BINS, COUNTED_FOR_STREAK, REST_DAYS, share, streak
from quizapp.core.study_days import days_after
from quizapp.db.study import StudyDay
from quizapp.services.progress.learners import learner_today, titles
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

YEAR = 365
STRENGTHS = ("learning", "young", "strong")


def calendar(session: Session, learner_id: int, now: datetime, *, days: int = YEAR) -> Calendar:
    """The last so many days, and the streak. Raises NotFound."""
    _, today, _ = learner_today(session, learner_id, now)
    first = days_after(today, 1 - days)
    columns = (StudyDay.answered, StudyDay.counted, StudyDay.right, StudyDay.met)
    rows = session.execute(
        select(StudyDay.study_day, *columns, StudyDay.ms, StudyDay.cleared)
        .where(StudyDay.learner_id == learner_id, StudyDay.study_day >= first)
        .order_by(StudyDay.study_day)
    )
    lines = [_day_line(row) for row in rows]
    counting = {line.day for line in lines if line.counts}
    return Calendar(
        first=first,
        last=today,
        days=[line for line in lines if line.answers or line.met],
        streak=streak(counting, today),
        longest_streak=max((streak(counting, day) for day in _ends(counting)), default=0),
        most_answers=max((line.answers for line in lines), default=0),
    )


def calibration(session: Session, learner_id: int, now: datetime, *, days: int = YEAR) -> Calibration:
    """Predicted against actual recall of the counted answers of the last so many days. Raises NotFound."""
    counts = _summed(session, learner_id, now, days, "recall")
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


def retention(session: Session, learner_id: int, now: datetime, *, days: int = YEAR) -> Retention:
    """The share of right answers by strength and by kind, of the last so many days. Raises NotFound."""
    strengths: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {}
    whole: Counter[str] = Counter()
    for way, figures in _summed(session, learner_id, now, days, "kinds").items():
        kind, _, strength = way.partition("/")
        for counter in (kinds.setdefault(kind, Counter()), strengths.setdefault(strength, Counter()), whole):
            counter.update({name: int(figures[name]) for name in ("counted", "right")})
    most_first = sorted(kinds, key=lambda kind: (-kinds[kind]["counted"], kind))
    return Retention(
        by_strength=list(_retention_lines(strengths, STRENGTHS, "strength")),
        by_kind=list(_retention_lines(kinds, most_first, "kind")),
        whole=share(whole["right"], whole["counted"]),
    )


def time_spent(session: Session, learner_id: int, now: datetime, *, days: int = YEAR) -> TimeSpent:
    """Time spent answering in the last so many days, by set. Raises NotFound."""
    _, today, _ = learner_today(session, learner_id, now)
    totals = session.execute(
        select(StudyDay.answered, StudyDay.ms).where(
            StudyDay.learner_id == learner_id, StudyDay.study_day >= days_after(today, 1 - days)
        )
    ).all()
    sets = _summed(session, learner_id, now, days, "sets")
    known = titles(session, learner_id)
    lines = [
        TimeLine(slug=slug, title=title, seconds=figures["ms"] // 1000, answers=figures["answered"])
        for set_id, (slug, title, _) in known.items()
        if (figures := sets.get(str(set_id))) and figures["answered"]
    ]
    answers, ms = sum(row.answered for row in totals), sum(row.ms for row in totals)
    return TimeSpent(
        seconds=ms // 1000,
        answers=answers,
        days=sum(row.answered > 0 for row in totals),
        seconds_an_answer=ms / 1000 / answers if answers else None,
        sets=sorted(lines, key=lambda line: -line.seconds),
    )


def _ends(counting: set[date]) -> Iterator[date]:
    """Days after which a run of counting days may have ended: more days off than rest days can bridge."""
    for day in counting:
        if counting.isdisjoint(days_after(day, ahead) for ahead in range(1, REST_DAYS + 2)):
            yield day


def _day_line(row: Row[*tuple[Any, ...]]) -> DayLine:
    return DayLine(
        day=row.study_day,
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


def _summed(
    session: Session, learner_id: int, now: datetime, days: int, part: str
) -> dict[str, dict[str, Any]]:
    """One part of the days' figures, added up over the days. Raises NotFound."""
    _, today, _ = learner_today(session, learner_id, now)
    first: date = days_after(today, 1 - days)
    rows = session.execute(
        select(StudyDay.figures).where(StudyDay.learner_id == learner_id, StudyDay.study_day >= first)
    )
    sums: dict[str, dict[str, Any]] = {}
    for (figures,) in rows:
        for name, counts in figures.get(part, {}).items():
            total = sums.setdefault(name, {})
            for key, count in counts.items():
                total[key] = total.get(key, 0) + count
    return sums
