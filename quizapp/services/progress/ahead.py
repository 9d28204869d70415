"""What is known now and what is to come, from the learner's cards by index alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Integer, func, select, type_coerce
from sqlalchemy.orm import Session

from quizapp.core.memory.formulas import recall
from quizapp.core.progress import minutes
from quizapp.core.study_days import days_after
from quizapp.db.base import EPOCH_DAY
from quizapp.db.library import SetRow
from quizapp.db.study import CardRow, StudyDay
from quizapp.services.progress.learners import learner_today, titles
from quizapp.services.progress.results import Forecast, ForecastDay, Known, KnownPoint, Mastery
from quizapp.services.study.figures import strength_of
from quizapp.services.study.fits import parameters_of

MONTH = 30
QUARTER = 90


def forecast(
    session: Session, learner_id: int, now: datetime, *, days: int = MONTH, slug: str | None = None
) -> Forecast:
    """Cards that fall due on each of the next days (of one set, if given). Raises NotFound."""
    _, today, _ = learner_today(session, learner_id, now)
    last = days_after(today, days - 1)
    wanted = select(CardRow.due_day, func.count().label("cards")).where(
        CardRow.learner_id == learner_id, CardRow.suspended.is_(False), CardRow.due_day <= last
    )
    if slug is not None:
        wanted = wanted.where(CardRow.set_id.in_(select(SetRow.id).where(SetRow.slug == slug)))
    overdue = 0
    counts: dict[date, int] = {}
    for row in session.execute(wanted.group_by(CardRow.due_day)):
        overdue += row.cards if row.due_day < today else 0
        day = max(row.due_day, today)
        counts[day] = counts.get(day, 0) + row.cards
    every = dict.fromkeys(days_after(today, ahead) for ahead in range(days))
    return Forecast(
        overdue=overdue,
        days=[
            ForecastDay(day=day, due=counts.get(day, 0), minutes=minutes(counts.get(day, 0))) for day in every
        ],
    )


def known(session: Session, learner_id: int, now: datetime, *, days: int = QUARTER) -> Known:
    """How many facts are predicted to be recalled now, and were on the days of study. Raises NotFound."""
    _, today, _ = learner_today(session, learner_id, now)
    sets = mastery(session, learner_id, now)
    recalled = sum(one.known for one in sets)
    cards = sum(one.learning + one.young + one.strong for one in sets)
    earlier = session.execute(
        select(StudyDay.study_day, StudyDay.figures)
        .where(
            StudyDay.learner_id == learner_id,
            StudyDay.study_day.between(days_after(today, -days), days_after(today, -1)),
        )
        .order_by(StudyDay.study_day)
    )
    points = [
        KnownPoint(day=row.study_day, known=row.figures["known"]["sum"], cards=row.figures["known"]["cards"])
        for row in earlier
        if "known" in row.figures
    ]
    return Known(
        now=recalled, cards=cards, points=[*points, KnownPoint(day=today, known=recalled, cards=cards)]
    )


def mastery(session: Session, learner_id: int, now: datetime) -> Sequence[Mastery]:
    """How well each of the learner's sets is known, in the order they were started. Raises NotFound."""
    learner, today, _ = learner_today(session, learner_id, now)
    parameters = parameters_of(session.connection(), learner_id, learner.fit_id)
    counts: dict[int, dict[str, float]] = {}
    last, number = type_coerce(CardRow.last_day, Integer), today.toordinal() - EPOCH_DAY
    for set_id, suspended, last_day, stability in session.execute(
        select(CardRow.set_id, type_coerce(CardRow.suspended, Integer), last, CardRow.stability).where(
            CardRow.learner_id == learner_id
        )
    ):
        own = counts.setdefault(
            set_id, {"learning": 0, "young": 0, "strong": 0, "suspended": 0, "known": 0.0}
        )
        own[strength_of(stability)] += 1
        own["suspended"] += suspended
        own["known"] += recall(parameters, stability, max(0, number - last_day))
    return [
        _mastery(slug, title, cards, counts.get(set_id, {}))
        for set_id, (slug, title, cards) in titles(session, learner_id).items()
    ]


def _mastery(slug: str, title: str, cards: int, counts: dict[str, float]) -> Mastery:
    strengths = {name: int(counts.get(name, 0)) for name in ("learning", "young", "strong")}
    return Mastery(
        slug=slug,
        title=title,
        cards=cards,
        new=max(0, cards - sum(strengths.values())),
        suspended=int(counts.get("suspended", 0)),
        known=counts.get("known", 0.0),
        **strengths,
    )
