"""Who says so is studied as a thing of its own: after the fact, and without moving the memory of the fact."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.db.library import CardKey
from quizapp.db.study import CardRow
from quizapp.services import library
from quizapp.services.study.results import Task
from tests.services.conftest import CAPITALS, NOW, Pupil

HEAD = """
set: capitals
title: Capitals
licence: CC0-1.0
sources:
  atlas: {title: The Atlas, short: the atlas, issuer: North Press, date: 1911}
  almanac: {title: The Almanac, short: the almanac, issuer: South Press, date: 1954}
  yearbook: {title: The Yearbook, short: the yearbook, issuer: East Press, date: 1998}
types: {country: {one: country, many: countries}}
attributes: {capital: {of: country, value: text}}
entities:
"""


def publish_sources(session: Session) -> None:
    """The set of capitals, two of them contradicted by other books."""
    row = "  {}: {{type: country, names: {}, facts: {{capital: {{value: {}, source: atlas, locator: 1}}}}}}"
    rows = [row.format(country.lower(), country, city) for country, city in CAPITALS.items()]
    for country, book, city in (("France", "almanac", "Lyon"), ("Italy", "yearbook", "Milan")):
        at = next(index for index, row in enumerate(rows) if country in row)
        near = f"{{value: {city}, source: {book}, locator: 2}}"
        rows[at] = rows[at].replace(", locator: 1}", f", locator: 1, never-offer: [{near}]}}")
    document = load.document_of_text(HEAD + "\n".join(rows), "set.yaml")
    library.publish(session, document, None, NOW)


def asked_for_source(pupil: Any, session: Session) -> Task:
    """The first question about a source, met once its fact is firm."""
    for _ in range(12):
        pupil.finish_day()
        session.execute(update(CardRow).values(stability=8.0))
        session.commit()
        pupil.sleep()
        while (task := pupil.next().task) is not None:
            if task.question.direction == "source":
                return task
            pupil.answer()
    raise AssertionError("nobody is asked who says so")


def test_a_learner_is_asked_who_says_so_once_the_fact_is_firm(
    session: Session, seal: Any, learner: int
) -> None:
    publish_sources(session)
    pupil = Pupil(session, seal, learner)
    task = asked_for_source(pupil, session)
    assert task.question.card.fact in ("france.capital", "italy.capital")
    assert task.question.kind == "choice"
    forward = task.question.card.key.removesuffix("source") + "forward"
    known = select(CardRow.__table__).join(CardKey, CardKey.id == CardRow.card_id)
    before = session.execute(known.where(CardKey.key == forward)).one()
    outcome = pupil.send(task, task.question.key)
    assert outcome.verdict.correct is True
    assert session.execute(known.where(CardKey.key == forward)).one() == before
    assert session.execute(known.where(CardKey.key == task.question.card.key)).one().tier == 1
