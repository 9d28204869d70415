"""Fitting memory to each learner's own log, and using the fit where it predicts better."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from quizapp.core import evaluation
from quizapp.core.evaluation import Review
from quizapp.core.memory import DEFAULT, Role
from quizapp.db.engine import writing
from quizapp.db.study import Fit, Learner, ReviewRow
from quizapp.services import fitting
from quizapp.services.errors import NotFound
from quizapp.services.study.plan_keeping import throw_plans_away

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


@dataclass(frozen=True, slots=True)
class FitLine:
    """One fit that was made, used or not."""

    fit_id: str
    fitted_at: datetime
    reviews: int
    """Answers it was fitted to."""
    loss_before: float
    """Mean log loss of the published parameters on rows held out."""
    loss_after: float
    """The same of the fit."""
    adopted: bool
    """Whether it predicted better, and so was used."""
    in_use: bool


@dataclass(frozen=True, slots=True)
class Fits:
    """A learner's fits, newest first."""

    available: bool
    """Whether fits can be made here: the extra `fit` is installed."""
    reviews_needed: int
    """Counted answers from which the first fit is made."""
    fits: Sequence[FitLine]

    @property
    def own(self) -> bool:
        """Whether parameters of the learner's own are in use."""
        return any(line.in_use for line in self.fits)


def fits_of(session: Session, learner_id: int) -> Fits:
    """What was fitted to a learner's answers, and what is in use. Raises NotFound."""
    in_use = session.scalar(select(Learner.fit_id).where(Learner.learner_id == learner_id))
    if in_use is None:
        raise NotFound("there is no such learner")
    rows = session.execute(
        select(Fit.fit_id, Fit.fitted_at, Fit.reviews, Fit.loss_before, Fit.loss_after, Fit.adopted)
        .where(Fit.learner_id == learner_id)
        .order_by(Fit.fitted_at.desc(), Fit.fit_id.desc())
    )
    lines = [FitLine(**row._mapping, in_use=row.fit_id == in_use) for row in rows]
    return Fits(fitting.available(), fitting.FEWEST_COUNTED, lines)


def use_fit(session: Session, learner_id: int, fit_id: str = DEFAULT.id) -> None:
    """Use an adopted fit, or turn back to the published parameters. Raises NotFound.

    Cards keep the memory that was logged; the parameters hold for answers from now on, each of which
    names those it was judged by.
    """
    with writing(session) as connection:
        kept = fit_id == DEFAULT.id or connection.scalar(
            select(Fit.fit_id).where(
                Fit.learner_id == learner_id, Fit.fit_id == fit_id, Fit.adopted.is_(True)
            )
        )
        changed = connection.execute(
            update(Learner).where(Learner.learner_id == learner_id).values(fit_id=fit_id)
        )
        if not kept or not changed.rowcount:
            raise NotFound("there is no such fit of yours")
        throw_plans_away(connection, learner_id)


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
        "tilt": list(found.parameters.tilt.coefficients),
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
            throw_plans_away(connection, learner_id)
    return Refit(learner_id, len(log), found.adopted, found.loss_before, found.loss_after)


def _log(session: Session, learner_id: int) -> list[Review]:
    """The learner's answers in order, each at noon of its study day; answers taken back are left out."""
    own = ReviewRow.learner_id == learner_id
    undone = set(session.scalars(select(ReviewRow.amends).where(own, ReviewRow.action == "undo")))
    resets = _resets(session, learner_id, undone)
    rows = session.execute(
        select(
            ReviewRow.review_id, ReviewRow.card_id, ReviewRow.study_day, ReviewRow.sequence, ReviewRow.rating
        )
        .where(own, ReviewRow.action == "answer", ReviewRow.role.in_(ASKED))
        .order_by(ReviewRow.sequence)
    )
    start = date(1970, 1, 1)
    return [
        Review(
            _history(row.card_id, row.sequence, resets),
            (row.study_day - start) // timedelta(days=1) * DAY_MS + place,
            row.rating,
        )
        for place, row in enumerate(rows)
        if row.review_id not in undone
    ]


def _resets(session: Session, learner_id: int, undone: Collection[UUID | None]) -> dict[int, list[int]]:
    """Where in the log cards were made new again, by number of the card."""
    found: dict[int, list[int]] = {}
    rows = session.execute(
        select(ReviewRow.review_id, ReviewRow.card_id, ReviewRow.sequence).where(
            ReviewRow.learner_id == learner_id, ReviewRow.action == "change", ReviewRow.role == Role.RESET
        )
    )
    for row in rows:
        if row.review_id not in undone:
            found.setdefault(row.card_id, []).append(row.sequence)
    return found


def _history(card_id: int, sequence: int, resets: Mapping[int, Sequence[int]]) -> str:
    """The name of a card's history: another one after each time it was made new."""
    times = sum(place < sequence for place in resets.get(card_id, ()))
    return f"{card_id}/{times}"
