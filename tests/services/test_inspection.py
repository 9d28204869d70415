"""What `quizapp doctor` finds, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp.db.accounts import User
from quizapp.db.engine import writing
from quizapp.db.study import CardRow, StudyDay
from quizapp.services import accounts, inspection
from tests.services.conftest import NOW

Pupil = Any


def found(session: Session) -> list[tuple[str, str]]:
    return [(one.check, one.message) for one in inspection.findings(session)]


def test_a_site_as_it_should_be_gives_no_findings(session: Session, pupil: Pupil) -> None:
    pupil.answer()
    assert found(session) == []


def test_cards_of_a_set_that_is_gone_are_found(session: Session, pupil: Pupil) -> None:
    pupil.answer()
    with writing(session) as connection:
        connection.execute(update(CardRow).values(set_id=99))
    assert ("references", "there is no such fact_set") in found(session)


def test_totals_that_the_log_does_not_bear_out_are_found(session: Session, pupil: Pupil) -> None:
    pupil.answer()
    pupil.answer(right=False)
    with writing(session) as connection:
        connection.execute(update(StudyDay).values(answered=StudyDay.answered + 1))
    assert found(session) == [("totals", "the log gives 2 answers, 0 counted and 0 right")]


def test_an_account_without_its_learner_is_found(session: Session, publish: Callable[..., Any]) -> None:
    accounts.register(session, None, password="long enough 1", username="ada", now=NOW)
    with writing(session) as connection:
        connection.execute(update(User).values(learner_id=99))
    assert session.scalars(select(User.learner_id)).all() == [99]
    assert found(session) == [("references", "there is no such learner")]
