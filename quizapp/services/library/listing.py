"""Finding sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator
from quizapp.db.library import RevisionRow, SetRow
from quizapp.services.errors import NotFound
from quizapp.services.library.results import SetSummary, SourceLine
from quizapp.services.library.shelf import current, shelf, unpack


def list_sets(session: Session, *, owner_id: int | None = None) -> Sequence[SetSummary]:
    """The published sets (of one owner, if given): general ones first, then by title."""
    wanted = _sets().where(SetRow.withdrawn_at.is_(None))
    if owner_id is not None:
        wanted = wanted.where(SetRow.owner_id == owner_id)
    sets = [_summary(row) for row in session.execute(wanted)]
    return sorted(sets, key=lambda one: (not one.general, one.title.casefold(), one.slug))


def get_set(session: Session, slug: str) -> SetSummary:
    """One set, withdrawn ones included. Raises NotFound."""
    row = session.execute(_sets().where(SetRow.slug == slug)).one_or_none()
    if row is None:
        raise NotFound(f"there is no set {slug!r}")
    return _summary(row)


def document_of(session: Session, slug: str) -> str:
    """The canonical JSON document of a set's current revision. Raises NotFound."""
    wanted = select(RevisionRow.document).join(SetRow, SetRow.revision_id == RevisionRow.id)
    found = session.scalar(wanted.where(SetRow.slug == slug))
    if found is None:
        raise NotFound(f"there is no set {slug!r}")
    return unpack(found)


def facts_of(session: Session, slug: str) -> FactSet:
    """The current revision of a set, compiled; cached. Raises NotFound."""
    found = current(session, slug)
    if found is None:
        raise NotFound(f"there is no set {slug!r}")
    return found.facts


def generator_for(session: Session, revision: str) -> Generator:
    """The generator of a revision (content hash or its first 12 digits); cached.

    Raises UnknownQuestion when no such revision was published here.
    """
    connection = session.connection()
    return shelf(connection).find(connection, revision).generator


def _sets() -> Select[*tuple[Any, ...]]:
    return select(
        SetRow.id,
        SetRow.slug,
        SetRow.owner_id,
        RevisionRow.hash,
        RevisionRow.published_at,
        RevisionRow.summary,
    ).join(RevisionRow, RevisionRow.id == SetRow.revision_id)


def _summary(row: Row[*tuple[Any, ...]]) -> SetSummary:
    told = row.summary
    return SetSummary(
        id=row.id,
        slug=row.slug,
        title=told["title"],
        summary=told["summary"],
        language=told["language"],
        general=told["general"],
        licence=told["licence"],
        facts=told["facts"],
        cards=told["cards"],
        topics=tuple(told["topics"]),
        sources=tuple(SourceLine(**source) for source in told["sources"]),
        revision=row.hash,
        published_at=row.published_at,
        owner_id=row.owner_id,
    )
