"""What a learner does with single cards: set aside, put off, note, report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from quizapp.db.base import mint_id
from quizapp.db.engine import insert_into, writing
from quizapp.db.library import CardKey
from quizapp.db.prepared import PreparedRead
from quizapp.db.study import CardRow, Note, Report
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.library.shelf import shelf
from quizapp.services.library.traits import name_of
from quizapp.services.sealing import Seal
from quizapp.services.study.desk import open_desk
from quizapp.services.study.plan_keeping import throw_plans_away
from quizapp.services.study.rows import lock_learner
from quizapp.services.study.serving import PURPOSE
from quizapp.services.study.wishes import OUT

LONGEST_NOTE = 4_000
LONGEST_REPORT = 2_000

_note, _key = Note.__table__.c, CardKey.__table__.c
_NOTE = PreparedRead(
    select(_note.text)
    .join_from(Note.__table__, CardKey.__table__, _key.id == _note.card_id)
    .where(_note.learner_id == bindparam("learner_id"), _key.key == bindparam("card"))
)
"""Sent with the feedback to each answer."""


def suspend(session: Session, learner_id: int, card: str, _now: datetime, *, suspended: bool = True) -> None:
    """Put an introduced card aside until it is taken up again (`suspended=False`). Raises NotFound."""
    with writing(session) as connection:
        lock_learner(connection, learner_id)
        card_id = number_of(connection, card)
        changed = connection.execute(
            update(CardRow)
            .where(CardRow.learner_id == learner_id, CardRow.card_id == card_id)
            .values(suspended=suspended)
            .returning(CardRow.set_id)
        ).scalar()
        if changed is None:
            raise NotFound("this card was not introduced to you yet")
        throw_plans_away(connection, learner_id, names=[name_of(changed, card_id)], undo=True)


def bury(session: Session, seal: Seal, learner_id: int, card: str, now: datetime) -> None:
    """Put a card off until tomorrow. Raises NotFound."""
    with writing(session) as connection:
        card_id = number_of(connection, card)
        desk, found = open_desk(connection, seal, learner_id, now, card_id=card_id)
        if found.card is None:
            raise NotFound("this card was not introduced to you yet")
        name = name_of(found.card.set_id, card_id)
        desk.left_out = {**desk.left_out, name: OUT}
        desk.current = {key: served for key, served in desk.current.items() if served["name"] != name}
        desk.undo = []
        desk.save()


def write_note(session: Session, learner_id: int, card: str, text: str, now: datetime) -> None:
    """Keep a private note on a card; an empty text removes it. Raises Invalid (too long) and NotFound."""
    if len(text) > LONGEST_NOTE:
        raise Invalid(f"text: at most {LONGEST_NOTE:,} characters")
    with writing(session) as connection:
        card_id = number_of(connection, card)
        if not text.strip():
            connection.execute(delete(Note).where(Note.learner_id == learner_id, Note.card_id == card_id))
            return
        values = {"text": text, "changed_at": now}
        connection.execute(
            insert_into(connection, Note)
            .values(learner_id=learner_id, card_id=card_id, **values)
            .on_conflict_do_update(index_elements=["learner_id", "card_id"], set_=values)
        )


def note(session: Session, learner_id: int, card: str) -> str:
    """The learner's note on a card; "" if there is none."""
    rows = _NOTE.alone(session, {"learner_id": learner_id, "card": card})
    return rows[0][0] if rows else ""


def report_question(
    session: Session, seal: Seal, learner_id: int, question_id: str, *, text: str, now: datetime
) -> None:
    """Tell the set's owner that something is wrong with a question. Raises UnknownQuestion, Invalid."""
    question = seal.open(learner_id, PURPOSE, question_id)
    if not text.strip() or len(text) > LONGEST_REPORT:
        raise Invalid(f"text: say what is wrong in at most {LONGEST_REPORT:,} characters")
    with writing(session) as connection:
        compiled = shelf(connection).find(connection, question.revision)
        connection.execute(
            insert(Report).values(
                learner_id=learner_id,
                report_id=mint_id(),
                set_id=compiled.set_id,
                card_id=compiled.ids[question.card.key],
                sort="fault",
                question=str(question),
                text=text.strip(),
                status="open",
                created_at=now,
            )
        )


def number_of(connection: Connection, card: str) -> int:
    """The number of a card's key. Raises NotFound."""
    found = connection.execute(select(CardKey.id).where(CardKey.key == card)).scalar()
    if found is None:
        raise NotFound(f"there is no card {card[:120]!r}")
    return int(found)
