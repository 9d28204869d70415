"""Fits of a learner's own log: made, listed, used, and turned back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from quizapp.core.memory import DEFAULT
from quizapp.db.study import Fit
from quizapp.services import refitting
from quizapp.services.errors import NotFound

Pupil = Any


def keep_fit(session: Session, pupil: Pupil, fit_id: str, *, adopted: bool) -> None:
    row = {"weights": [weight * 1.01 for weight in DEFAULT.weights], "reviews": 300, "adopted": adopted}
    losses = {"loss_before": 0.4, "loss_after": 0.3 if adopted else 0.5}
    session.execute(
        insert(Fit),
        [{"learner_id": pupil.learner_id, "fit_id": fit_id, "fitted_at": pupil.now} | row | losses],
    )
    session.commit()


def test_a_fit_holds_for_later_answers_and_is_turned_back(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    keep_fit(session, pupil, "fit-1", adopted=True)
    for fit_id in ("fit-1", DEFAULT.id):
        refitting.use_fit(session, pupil.learner_id, fit_id)
        assert refitting.fits_of(session, pupil.learner_id).own == (fit_id == "fit-1")
        pupil.sleep(3)
        pupil.finish_day()
        assert pupil.memory_differs() == []


def test_only_adopted_fits_of_ones_own_are_used(pupil: Pupil, session: Session) -> None:
    keep_fit(session, pupil, "worse", adopted=False)
    for fit_id in ("worse", "nobody's"):
        with pytest.raises(NotFound):
            refitting.use_fit(session, pupil.learner_id, fit_id)
    found = refitting.fits_of(session, pupil.learner_id)
    assert [(line.fit_id, line.in_use) for line in found.fits] == [("worse", False)]
    with pytest.raises(NotFound):
        refitting.fits_of(session, 1)


def test_a_short_log_is_not_fitted(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    assert refitting.learners_to_fit(session) == []
    assert refitting.fit_learner(session, pupil.learner_id, pupil.now) is None
