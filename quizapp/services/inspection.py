"""Checking a whole site: files, schema, what refers to what, memory and totals against the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from quizapp.db.accounts import User
from quizapp.db.base import Base
from quizapp.db.library import CardKey, RevisionRow, SetRow
from quizapp.db.study import CardRow, Enrolment, Learner, ReviewRow
from quizapp.services.study.replaying import differing_cards, differing_days

MOST_SHOWN = 20
"""Findings of one check beyond which the rest are only counted."""
AT_ONCE = 1_000

Column = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]

REFERENCES: Sequence[tuple[Column, Column]] = (
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
    checks: Sequence[Callable[[Session], Iterator[Finding]]] = (
        _files,
        _schema,
        _references,
        _accounts,
        _memory,
        _days,
    )
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
    """By outer joins from what a learner owns to what is shared, which a cluster of servers answers, too."""
    for column, target in REFERENCES:
        query = select(column).outerjoin(target.class_, target == column).where(target.is_(None))
        for value in session.scalars(query.where(column.is_not(None)).distinct().limit(MOST_SHOWN)):
            yield _dangling(column, target, value)


def _accounts(session: Session) -> Iterator[Finding]:
    """Asked in two steps: from what is shared to learners a cluster of servers joins nothing."""
    named = session.scalars(select(User.learner_id).where(User.learner_id.is_not(None))).all()
    for start in range(0, len(named), AT_ONCE):
        some = named[start : start + AT_ONCE]
        known = set(session.scalars(select(Learner.learner_id).where(Learner.learner_id.in_(some))))
        for value in sorted({number for number in some if number is not None} - known):
            yield _dangling(User.learner_id, Learner.learner_id, value)


def _dangling(column: Column, target: Column, value: int | None) -> Finding:
    place = f"{column.parent.local_table} {column.key} {value}"
    return Finding("references", place, f"there is no such {target.parent.local_table}")


def _memory(session: Session) -> Iterator[Finding]:
    """Every card's stored memory state against the one its log gives."""
    for learner_id in session.scalars(select(Learner.learner_id).order_by(Learner.learner_id)):
        for card, message in differing_cards(session, learner_id):
            yield Finding("memory", f"learner {learner_id}, card {card}", message)


def _days(session: Session) -> Iterator[Finding]:
    """Every study day's totals against the log's answers."""
    for learner_id in session.scalars(select(Learner.learner_id).order_by(Learner.learner_id)):
        for day, message in differing_days(session, learner_id):
            yield Finding("totals", f"learner {learner_id}, {day}", message)
