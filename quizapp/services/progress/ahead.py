"""What is known now and what is to come, from the learner's cards by index alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quizapp.core.progress import minutes
from quizapp.core.study_days import days_after
from quizapp.services.progress.records import MONTH, OwnSet, Records, Standing
from quizapp.services.progress.results import Forecast, ForecastDay, Known, KnownPoint, Mastery

QUARTER = 90
NONE_MET = Standing(0, 0, 0, 0, 0.0)


def forecast(records: Records, *, days: int = MONTH) -> Forecast:
    """Cards that fall due on each of the next days."""
    today, last = records.today, days_after(records.today, days - 1)
    rows = records.due if days <= MONTH else records.due_until(last)
    counts: Counter[int] = Counter()
    for day, _, cards in rows:
        counts[max(day, today).toordinal()] += cards
    every = dict.fromkeys(days_after(today, ahead) for ahead in range(days))
    return Forecast(
        overdue=sum(cards for day, _, cards in rows if day < today),
        days=[
            ForecastDay(day=day, due=(due := counts[day.toordinal()]), minutes=minutes(due)) for day in every
        ],
    )


def known(records: Records) -> Known:
    """How many facts are predicted to be recalled now, and were as the days of study of a quarter began."""
    standings = [records.standings.get(set_id, NONE_MET) for set_id in records.sets]
    recalled = sum(one.known for one in standings)
    cards = sum(one.learning + one.young + one.strong for one in standings)
    first = days_after(records.today, -QUARTER)
    points = [
        KnownPoint(day=row.day, known=row.figures["known"]["sum"], cards=row.figures["known"]["cards"])
        for row in records.days
        if first <= row.day < records.today and "known" in row.figures
    ]
    return Known(
        now=recalled,
        cards=cards,
        points=[*points, KnownPoint(day=records.today, known=recalled, cards=cards)],
    )


def mastery(records: Records) -> Sequence[Mastery]:
    """How well each of the learner's sets is known, in the order they were started."""
    return [_mastery(own, records.standings.get(set_id, NONE_MET)) for set_id, own in records.sets.items()]


def _mastery(own: OwnSet, standing: Standing) -> Mastery:
    met = standing.learning + standing.young + standing.strong
    return Mastery(
        slug=own.slug,
        title=own.title,
        facts=own.facts,
        new=max(0, own.facts - met),
        exam_day=own.exam_day,
        **standing._asdict(),
    )
