"""Checking a whole site: files, schema, what refers to what, and memory against the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from quizapp.db.accounts import User
from quizapp.db.base import Base
from quizapp.db.library import CardKey, RevisionRow, SetRow
from quizapp.db.study import CardRow, Enrolment, Learner, ReviewRow
from quizapp.services.study.replaying import differing_cards

MOST_SHOWN = 20
"""Findings of one check beyond which the rest are only counted."""

Column = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]

REFERENCES: Sequence[tuple[Column, Column]] = (
    (User.learner_id, Learner.learner_id),
    (SetRow.revision_id, RevisionRow.id),
    (Enrolment.set_id, SetRow.id),
    (CardRow.card_id, CardKey.id),
    (CardRow.set_id, SetRow.id),
    (ReviewRow.card_id, CardKey.id),
    (ReviewRow.set_id, SetRow.id),
    (ReviewRow.revision_id, RevisionRow.id),
)
"""What refers to what without a foreign key, because the two may lie on different servers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    check: str
    subject: str
    message: str


def findings(session: Session) -> Iterator[Finding]:
    """Everything that is not as it should be, check by check."""
    checks: Sequence[Callable[[Session], Iterator[Finding]]] = (_files, _schema, _references, _memory)
    for check in checks:
        for number, finding in enumerate(check(session)):
            if number == MOST_SHOWN:
                yield Finding(finding.check, "more", f"only the first {MOST_SHOWN} are listed")
                break
            yield finding


def _files(session: Session) -> Iterator[Finding]:
    """SQLite's own checks; PostgreSQL keeps checksums itself."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_SHOWN})"):
        if said != "ok":
            yield Finding("files", "database", said)
    for table, row, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding("references", f"{table} row {row}", f"refers to a missing row of {parent}")


def _schema(session: Session) -> Iterator[Finding]:
    context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
    for difference in compare_metadata(context, Base.metadata):
        step = difference[0] if isinstance(difference, tuple) else difference[0][0]
        yield Finding("schema", str(step), f"the database differs from the models: {difference!r:.200}")


def _references(session: Session) -> Iterator[Finding]:
    for column, target in REFERENCES:
        exists = select(target).where(target == column).exists()
        dangling: ColumnElement[bool] = column.is_not(None) & ~exists
        query = select(column).where(dangling).distinct().limit(MOST_SHOWN)
        for value in session.scalars(query):
            place = f"{column.parent.local_table} {column.key} {value}"
            yield Finding("references", place, f"there is no such {target.parent.local_table}")


def _memory(session: Session) -> Iterator[Finding]:
    """Every card's stored memory state against the one its log gives."""
    for learner_id in session.scalars(select(Learner.learner_id).order_by(Learner.learner_id)):
        for card, message in differing_cards(session, learner_id):
            yield Finding("memory", f"learner {learner_id}, card {card}", message)
