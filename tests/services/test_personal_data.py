"""A copy of everything of a learner's, and nothing left of it after deletion, table by table."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from quizapp.db.base import mint_id
from quizapp.db.engine import writing
from quizapp.db.outgoing import ReminderSent
from quizapp.db.study import Fit
from quizapp.services import accounts, calendar_feed, personal_data, practice, study
from quizapp.services.errors import NotFound
from quizapp.services.practice import Choices
from tests.services.conftest import Pupil

TABLES = [table.name for table in personal_data.tables()]


@pytest.fixture
def everything(pupil: Pupil) -> Pupil:
    """A learner with a row in every table that learners own."""
    pupil.finish_day()
    pupil.sleep()
    task = pupil.task()
    session, seal, learner_id, now = pupil.session, pupil.seal, pupil.learner_id, pupil.now
    study.report_question(session, seal, learner_id, task.question_id, text="A doubt", now=now)
    study.write_note(session, learner_id, task.question.card.key, "=1+1 Ağdam, Հայ", now)
    practice.start(session, seal, learner_id, Choices(sets=("capitals",)), now)
    calendar_feed.make_address(session, learner_id, now)
    with writing(session) as connection:
        connection.execute(
            insert(ReminderSent).values(learner_id=learner_id, sent_on=now.date(), sent_at=now)
        )
        connection.execute(
            insert(Fit).values(
                learner_id=learner_id,
                fit_id=mint_id().hex,
                weights=[0.1],
                fitted_at=now,
                reviews=300,
                loss_before=0.4,
                loss_after=0.3,
                adopted=True,
            )
        )
    return pupil


def counts(session: Session, learner_id: int) -> Mapping[str, int]:
    return {
        table.name: session.scalar(
            select(func.count()).select_from(table).where(table.c.learner_id == learner_id)
        )
        or 0
        for table in personal_data.tables()
    }


def archive(pupil: Pupil) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(personal_data.archive(pupil.session, pupil.learner_id))))


def everything_of(pupil: Pupil) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(archive(pupil).read("everything.json"))
    return found


def test_the_example_has_a_row_in_every_table(everything: Pupil) -> None:
    assert [
        name for name, rows in counts(everything.session, everything.learner_id).items() if not rows
    ] == []


def test_every_table_is_told_row_by_row_in_both_forms(everything: Pupil) -> None:
    zipped, told = archive(everything), everything_of(everything)
    assert zipped.testzip() is None
    for name, rows in counts(everything.session, everything.learner_id).items():
        lines = list(csv.DictReader(io.StringIO(zipped.read(f"csv/{name}.csv").decode())))
        assert (len(told[name]), len(lines)) == (rows, rows), name


def test_cards_and_sets_are_named(everything: Pupil) -> None:
    told = everything_of(everything)
    assert all(row["card"].startswith("capitals/") and row["set"] == "capitals" for row in told["review"])


def test_the_account_is_told_without_its_secrets(everything: Pupil) -> None:
    text = archive(everything).read("everything.json").decode()
    assert everything_of(everything)["account"][0]["username"] == "aysel"
    assert "argon2" not in text
    assert '"hash"' not in text


def test_what_is_written_stays_as_it_was_and_is_no_formula(everything: Pupil) -> None:
    assert everything_of(everything)["note"][0]["text"] == "=1+1 Ağdam, Հայ"
    assert "'=1+1 Ağdam" in archive(everything).read("csv/note.csv").decode()


def test_nothing_of_others_is_told(everything: Pupil, guest: Pupil) -> None:
    guest.answer()
    assert {row["learner_id"] for row in everything_of(guest)["review"]} == {guest.learner_id}


def test_nobody_has_no_copy(session: Session) -> None:
    with pytest.raises(NotFound):
        personal_data.archive(session, 1)


@pytest.mark.parametrize("whole_account", [True, False])
def test_deleting_leaves_no_row_in_any_table(everything: Pupil, guest: Pupil, whole_account: bool) -> None:
    guest.answer()
    of_guest = counts(guest.session, guest.learner_id)
    if whole_account:
        user = accounts.find_account(everything.session, "aysel")
        accounts.delete_account(everything.session, user.id)
    else:
        accounts.delete_learner(everything.session, everything.learner_id)
    assert counts(everything.session, everything.learner_id) == dict.fromkeys(TABLES, 0)
    assert counts(guest.session, guest.learner_id) == of_guest


def test_a_guests_quizzes_become_the_accounts(guest: Pupil, learner: int) -> None:
    choices = Choices(sets=("capitals",))
    quiz = practice.start(guest.session, guest.seal, guest.learner_id, choices, guest.now)
    later = guest.now + timedelta(minutes=1)
    accounts.merge_guest(guest.session, guest.learner_id, learner, later)
    assert [line.practice_id for line in practice.recent(guest.session, learner, later)] == [quiz]
