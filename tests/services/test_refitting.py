"""Fits of a learner's own log: made, listed, used, and turned back."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from quizapp.core.memory import DEFAULT, Tilt
from quizapp.db.base import mint_id
from quizapp.db.study import Fit, ReviewRow
from quizapp.services import fitting, refitting
from quizapp.services.errors import NotFound
from quizapp.services.study.fits import parameters_of
from tests.services.conftest import NOW

Pupil = Any


def keep_fit(session: Session, pupil: Pupil, fit_id: str, *, adopted: bool, tilt: Any = ()) -> None:
    weights = [weight * 1.01 for weight in DEFAULT.weights]
    row = {"weights": weights, "tilt": list(tilt), "reviews": 300, "adopted": adopted}
    losses = {"loss_before": 0.4, "loss_after": 0.3 if adopted else 0.5}
    session.execute(
        insert(Fit),
        [
            {"learner_id": pupil.learner_id, "fit_id": fit_id, "fitted_at": pupil.now, "tilt": list(tilt)}
            | row
            | losses
        ],
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


PAST = 10**9
"""From this number on, cards of the learner's past."""


def remember_a_past(session: Session, pupil: Pupil, cards: int = 120) -> None:
    """Put a long log before the learner's own: somebody who forgets within days."""
    chance = random.Random(1)
    model = session.execute(select(ReviewRow.__table__).limit(1)).one()._asdict()
    rows = []
    for card in range(cards):
        for number, days in enumerate((0, 1, 3, 7, 14, 30)):
            known = number > 0 and chance.random() < 0.75 - 0.01 * days
            row = {"card_id": PAST + card, "role": "counted" if number else "meeting", "kind": "typed"}
            study_day = NOW.date() - timedelta(days=100 - days - card // 4)
            rows.append(
                {**model, **row, "review_id": mint_id(), "rating": 3 if known else 1, "guess": 0.0}
                | {"study_day": study_day, "sequence": -len(rows) - 1}
            )
    rows.sort(key=lambda row: row["study_day"])
    for place, row in enumerate(rows):
        row["sequence"] = place - len(rows)
    session.execute(insert(ReviewRow), rows)
    session.commit()


@pytest.mark.skipif(not fitting.available(), reason="fits need the extra `fit`")
def test_a_nights_fit_is_used_by_the_next_answer_until_it_is_turned_back(
    pupil: Pupil, session: Session
) -> None:
    pupil.finish_day()
    remember_a_past(session, pupil)
    learner_id = pupil.learner_id
    assert refitting.learners_to_fit(session) == [learner_id]
    found = refitting.fit_learner(session, learner_id, pupil.now)
    assert found is not None
    assert found.adopted
    assert found.loss_after < found.loss_before

    line = refitting.fits_of(session, learner_id).fits[0]
    assert (line.in_use, line.fitted_at) == (True, pupil.now)
    assert (line.loss_before, line.loss_after) == (found.loss_before, found.loss_after)
    assert refitting.learners_to_fit(session) == []

    for used in (line.fit_id, DEFAULT.id):
        refitting.use_fit(session, learner_id, used)
        pupil.sleep(2)
        pupil.answer()
        assert last_answer(session, learner_id) == used
        assert [card for card, _ in pupil.memory_differs() if card < PAST] == []


def test_a_tilt_is_kept_with_its_fit(pupil: Pupil, session: Session) -> None:
    keep_fit(session, pupil, "fit-1", adopted=True, tilt=[0.9, -1.0, 0.0])
    refitting.use_fit(session, pupil.learner_id, "fit-1")
    used = parameters_of(session.connection(), pupil.learner_id, "fit-1")
    assert used.tilt == Tilt(0.9, -1.0, 0.0)
    for _ in range(3):
        pupil.finish_day()
        pupil.sleep(4)
    assert pupil.memory_differs() == []


def last_answer(session: Session, learner_id: int) -> str | None:
    """The parameters by which the newest answer was judged."""
    return session.scalar(
        select(ReviewRow.fit_id)
        .where(ReviewRow.learner_id == learner_id)
        .order_by(ReviewRow.sequence.desc())
        .limit(1)
    )
