"""What learners report reaches the set's owner, who takes it or closes it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.core.errors import SetError
from quizapp.db.engine import writing
from quizapp.db.study import Report
from quizapp.services import accounts, library, reports, study
from quizapp.services.errors import Invalid, NotAllowed, NotFound
from tests.services.conftest import CAPITALS, NOW, Pupil

SET = """
set: capitals
title: Capitals
types: {{country: {{one: country}}, town: {{one: town}}}}
attributes: {{capital: {{of: country, value: entity, range: town}}}}
entities:
{entities}
"""
TEXTS = """
set: capitals
title: Capitals
types: {{country: {{one: country}}}}
attributes: {{capital: {{of: country, value: text, inverse-functional: yes}}}}
entities:
{entities}
"""
WITH_TEXT = "  {a}: {{type: country, names: [{A}], facts: {{capital: {B}}}}}\n"
PAIR = (
    "  {a}: {{type: country, names: [{A}], facts: {{capital: {b}}}}}\n  {b}: {{type: town, names: [{B}]}}\n"
)


@pytest.fixture
def owner(session: Session) -> int:
    return accounts.register(session, None, username="teacher", password="correct horse", now=NOW).id


def publish(session: Session, owner_id: int | None, head: str = SET, pair: str = PAIR) -> None:
    pairs = (pair.format(a=a.lower(), A=a, b=b.lower(), B=b) for a, b in CAPITALS.items())
    document = load.document_of_text(head.format(entities="".join(pairs)), "set.yaml")
    library.publish(session, document, owner_id, NOW)


def override(pupil: Pupil, answer: str) -> str:
    """Type an answer that is taken for wrong and say it was right; returns what the key was."""
    for _ in range(40):
        while (task := pupil.next().task) is not None:
            if task.question.kind in ("typed", "cloze"):
                pupil.send(task, answer)
                study.override(pupil.session, pupil.seal, pupil.learner_id, task.review_id, pupil.now)
                return str(task.question.answer)
            pupil.answer()
        pupil.sleep()
    raise AssertionError("nothing was ever to be typed")


@pytest.fixture
def reporter(session: Session, seal: Any, learner: int, owner: int) -> Pupil:
    """A learner of the owner's set."""
    publish(session, owner)
    return Pupil(session, seal, learner)


def test_a_reported_fault_is_read_and_closed_by_the_owner_alone(
    reporter: Pupil, session: Session, owner: int
) -> None:
    task = reporter.task()
    study.report_question(
        session, reporter.seal, reporter.learner_id, task.question_id, text="two are right", now=NOW
    )
    (line,) = reports.open_reports(session, owner)
    assert (line.text, line.prompt, line.named) == ("two are right", task.question.prompt, "")
    assert reports.open_reports(session, owner + 1) == []
    with pytest.raises(NotFound):
        reports.settle(session, line.report_id, owner + 1, status="taken", now=NOW)
    with pytest.raises(Invalid):
        reports.settle(session, line.report_id, owner, status="thrown away", now=NOW)
    reports.settle(session, line.report_id, owner, status="refused", now=NOW)
    assert reports.open_reports(session, owner) == []


def test_an_answer_taken_as_a_name_is_right_from_then_on(
    reporter: Pupil, session: Session, owner: int
) -> None:
    key = override(reporter, "Quuxburg")
    (line,) = reports.open_reports(session, owner)
    assert (line.sort, line.text, line.named) == ("override", "Quuxburg", key)
    published = reports.take_as_name(session, line.report_id, owner, now=NOW)
    town = library.facts_of(session, "capitals").entities[key.lower()]
    assert published.created
    assert [name.text for name in town.names] == [key, "Quuxburg"]
    assert reports.open_reports(session, owner) == []


def test_an_answer_to_a_question_for_a_text_is_accepted_of_its_fact(
    session: Session, seal: Any, learner: int, owner: int
) -> None:
    publish(session, owner, TEXTS, WITH_TEXT)
    pupil = Pupil(session, seal, learner)
    key = override(pupil, "Quuxburg")
    (line,) = reports.open_reports(session, owner)
    assert line.named == key
    reports.take_as_name(session, line.report_id, owner, now=NOW)
    accepted = {fact.id: fact.accepts for fact in library.facts_of(session, "capitals").facts.values()}
    assert [texts for texts in accepted.values() if texts] == [("Quuxburg",)]
    assert pupil.memory_differs() == []


def test_the_answer_of_another_fact_is_not_accepted_of_this_one(
    session: Session, seal: Any, learner: int, owner: int
) -> None:
    publish(session, owner, TEXTS, WITH_TEXT)
    key = override(Pupil(session, seal, learner), "Quuxburg")
    _rewrite(session, next(town for town in CAPITALS.values() if town != key))
    (line,) = reports.open_reports(session, owner)
    with pytest.raises(SetError):
        reports.take_as_name(session, line.report_id, owner, now=NOW)


def test_a_name_that_another_thing_has_is_not_taken(reporter: Pupil, session: Session, owner: int) -> None:
    key = override(reporter, "Quuxburg")
    other = next(town for town in CAPITALS.values() if town != key)
    (line,) = reports.open_reports(session, owner)
    _rewrite(session, other)
    with pytest.raises(Invalid):
        reports.take_as_name(session, line.report_id, owner, now=NOW)
    assert [one.report_id for one in reports.open_reports(session, owner)] == [line.report_id]


def test_a_report_of_an_answer_that_is_taken_back_leaves_the_list(
    reporter: Pupil, session: Session, owner: int
) -> None:
    override(reporter, "Quuxburg")
    assert len(reports.open_reports(session, owner)) == 1
    study.undo(session, reporter.seal, reporter.learner_id, reporter.now)
    assert reports.open_reports(session, owner) == []


def test_sets_kept_as_files_are_not_rewritten(session: Session, seal: Any, learner: int, owner: int) -> None:
    publish(session, None)
    override(Pupil(session, seal, learner), "Quuxburg")
    (line,) = reports.open_reports(session, owner, administrator=True)
    with pytest.raises(NotAllowed):
        reports.take_as_name(session, line.report_id, owner, now=NOW, administrator=True)


def _rewrite(session: Session, answer: str) -> None:
    with writing(session) as connection:
        connection.execute(update(Report).values(text=answer))
