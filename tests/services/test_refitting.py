"""Fits of a learner's own log: made, listed, used, and turned back."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from quizapp import jobs
from quizapp.config import read_settings
from quizapp.core.memory import DEFAULT, Tilt
from quizapp.db.base import mint_id
from quizapp.db.library import JobRow
from quizapp.db.study import Fit, ReviewRow, StudyDay
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


def remember_a_past(session: Session, pupil: Pupil, cards: int = 120, wrong: int = 1) -> None:
    """Put a long log before the learner's own: somebody who forgets within days."""
    chance = random.Random(1)
    own = select(ReviewRow.__table__).where(ReviewRow.learner_id == pupil.learner_id)
    model = session.execute(own.limit(1)).one()._asdict()
    rows: list[dict[str, Any]] = []
    for card in range(cards):
        for number, days in enumerate((0, 1, 3, 7, 14, 30)):
            known = number > 0 and chance.random() < 0.75 - 0.01 * days
            row = {"card_id": PAST + card, "role": "counted" if number else "meeting", "kind": "typed"}
            study_day = NOW.date() - timedelta(days=100 - days - card // 4)
            rows.append(
                {**model, **row, "review_id": mint_id(), "rating": 3 if known else wrong, "guess": 0.0}
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


@pytest.fixture
def site(database: Engine, tmp_path: Path) -> Iterator[jobs.Site]:
    url = database.url.render_as_string(hide_password=False)
    opened = jobs.open_site(read_settings({"QUIZAPP_DATA": str(tmp_path), "QUIZAPP_DATABASE_URL": url}))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def forgetful(pupil: Pupil, session: Session) -> Pupil:
    """A learner in the middle of a study day, with a long past of forgetting within days."""
    pupil.finish_day()
    remember_a_past(session, pupil)
    pupil.sleep(3)
    pupil.answer()
    return pupil


def work_of_a_night(site: jobs.Site, session: Session) -> str:
    """Have the fits made by way of the queue; returns what the job's row says of it."""
    job_id = site.ask(session, "fit", {}, datetime.now(UTC))
    site.queue.execute(site.queue.dequeue())
    session.rollback()
    job = session.get_one(JobRow, job_id)
    assert job.status == "done"
    return job.result


def plans(pupil: Pupil) -> set[str]:
    """The stamps of what is fetched for the learner's day."""
    day = select(StudyDay.session).where(StudyDay.learner_id == pupil.learner_id)
    return set(pupil.session.scalars(day.order_by(StudyDay.study_day.desc())).first()["fetched"].values())


@pytest.mark.skipif(not fitting.available(), reason="fits need the extra `fit`")
def test_a_days_plans_go_with_the_parameters_they_were_made_with(
    forgetful: Pupil, session: Session, site: jobs.Site
) -> None:
    before = plans(forgetful)
    assert work_of_a_night(site, session) == "1 learners fitted, 1 fits adopted"
    assert plans(forgetful) == set()
    forgetful.answer()
    fitted = plans(forgetful)
    assert fitted.isdisjoint(before)
    assert last_answer(session, forgetful.learner_id) != DEFAULT.id
    refitting.use_fit(session, forgetful.learner_id)
    assert plans(forgetful) == set()
    forgetful.answer()
    assert plans(forgetful).isdisjoint(fitted)
    assert last_answer(session, forgetful.learner_id) == DEFAULT.id
    assert [card for card, _ in forgetful.memory_differs() if card < PAST] == []


def test_without_the_extra_the_night_says_so_and_nothing_changes(
    forgetful: Pupil, session: Session, site: jobs.Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    before = forgetful.stored()
    assert work_of_a_night(site, session) == "the extra `fit` is not installed"
    assert forgetful.stored() == before
    assert not refitting.fits_of(session, forgetful.learner_id).available


@pytest.mark.skipif(not fitting.available(), reason="fits need the extra `fit`")
def test_a_log_that_cannot_be_fitted_keeps_no_other_learner_waiting(
    pupil: Pupil, guest: Pupil, session: Session, site: jobs.Site
) -> None:
    for one, wrong in ((pupil, -1), (guest, 1)):
        one.finish_day()
        remember_a_past(session, one, wrong=wrong)
    assert work_of_a_night(site, session) == "2 learners fitted, 1 fits adopted"
    assert refitting.fits_of(session, guest.learner_id).own
