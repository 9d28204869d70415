"""Fitting memory to each learner's own log, and using the fit where it predicts better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from quizapp.core import evaluation
from quizapp.core.evaluation import Review
from quizapp.core.memory import Role
from quizapp.db.engine import writing
from quizapp.db.study import Fit, Learner, ReviewRow
from quizapp.services import fitting

DAY_MS = 86_400_000
FEWEST_NEW = 200
"""Answers since the last fit from which another is worth making."""
ASKED = (Role.MEETING, Role.SHOWN, Role.COUNTED, Role.REPEAT)


@dataclass(frozen=True, slots=True)
class Refit:
    """What a fit was worth."""

    learner_id: int
    reviews: int
    adopted: bool
    loss_before: float
    loss_after: float


def learners_to_fit(session: Session) -> Sequence[int]:
    """Learners who have answered enough since their last fit, or ever."""
    last = select(Fit.learner_id, func.max(Fit.reviews).label("reviews")).group_by(Fit.learner_id).subquery()
    counts = (
        select(ReviewRow.learner_id, func.count().label("reviews"))
        .group_by(ReviewRow.learner_id)
        .having(func.count() >= fitting.FEWEST_COUNTED)
        .subquery()
    )
    return session.scalars(
        select(counts.c.learner_id)
        .outerjoin(last, last.c.learner_id == counts.c.learner_id)
        .where(counts.c.reviews - func.coalesce(last.c.reviews, 0) >= FEWEST_NEW)
        .order_by(counts.c.learner_id)
    ).all()


def fit_learner(session: Session, learner_id: int, now: datetime) -> Refit | None:
    """Fit one learner's parameters, and use them if they predict better; None when the log is too short."""
    log = _log(session, learner_id)
    dataset = evaluation.prepare(log, 0)
    fit_id = f"fit-{now:%Y%m%d%H%M%S}"
    found = fitting.adopt(dataset, dataset.counted, id=fit_id)
    if found.loss_before is None or found.loss_after is None:
        return None
    row = {
        "learner_id": learner_id,
        "fit_id": fit_id,
        "weights": list(found.parameters.weights),
        "fitted_at": now,
        "reviews": len(log),
        "loss_before": found.loss_before,
        "loss_after": found.loss_after,
        "adopted": found.adopted,
    }
    with writing(session) as connection:
        connection.execute(insert(Fit), [row])
        if found.adopted:
            connection.execute(update(Learner).where(Learner.learner_id == learner_id).values(fit_id=fit_id))
    return Refit(learner_id, len(log), found.adopted, found.loss_before, found.loss_after)


def _log(session: Session, learner_id: int) -> list[Review]:
    """The learner's answers in order, each at noon of its study day; answers taken back are left out."""
    own = ReviewRow.learner_id == learner_id
    undone = set(session.scalars(select(ReviewRow.amends).where(own, ReviewRow.action == "undo")))
    rows = session.execute(
        select(
            ReviewRow.review_id, ReviewRow.card_id, ReviewRow.study_day, ReviewRow.sequence, ReviewRow.rating
        )
        .where(own, ReviewRow.action == "answer", ReviewRow.role.in_(ASKED))
        .order_by(ReviewRow.sequence)
    )
    start = date(1970, 1, 1)
    return [
        Review(str(row.card_id), (row.study_day - start) // timedelta(days=1) * DAY_MS + place, row.rating)
        for place, row in enumerate(rows)
        if row.review_id not in undone
    ]
