"""Drafts: tables of facts that an instructor is working on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.orm import Session

from quizapp.db.engine import compact_json, writing
from quizapp.db.library import DraftRow
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.library.results import Draft

LARGEST = 2_000_000
"""Characters of a draft as it is stored."""


def save_draft(
    session: Session,
    owner_id: int,
    title: str,
    body: dict[str, Any],
    *,
    now: datetime,
    draft_id: int | None = None,
    slug: str = "",
) -> Draft:
    """Keep a draft. Raises Invalid (too large), and NotFound when `draft_id` is not this owner's."""
    if len(compact_json(body)) > LARGEST:
        raise Invalid(f"the draft is larger than {LARGEST // 1_000_000} MB; divide it")
    values = {"title": title[:200], "body": body, "changed_at": now, "slug": slug[:120]}
    with writing(session) as connection:
        if draft_id is None:
            made = connection.execute(
                insert(DraftRow).values(owner_id=owner_id, **values).returning(DraftRow.id)
            )
            draft_id = int(made.scalar_one())
        else:
            changed = connection.execute(
                update(DraftRow).where(DraftRow.id == draft_id, DraftRow.owner_id == owner_id).values(values)
            )
            if not changed.rowcount:
                raise NotFound("there is no such draft")
    return get_draft(session, owner_id, draft_id)


def list_drafts(session: Session, owner_id: int) -> Sequence[Draft]:
    """An instructor's drafts, newest first."""
    rows = session.execute(_drafts(owner_id).order_by(DraftRow.changed_at.desc(), DraftRow.id.desc()))
    return [_draft(row) for row in rows]


def get_draft(session: Session, owner_id: int, draft_id: int) -> Draft:
    """One draft. Raises NotFound."""
    row = session.execute(_drafts(owner_id).where(DraftRow.id == draft_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such draft")
    return _draft(row)


def delete_draft(session: Session, owner_id: int, draft_id: int) -> None:
    """Throw a draft away. Raises NotFound."""
    with writing(session) as connection:
        gone = connection.execute(
            delete(DraftRow).where(DraftRow.id == draft_id, DraftRow.owner_id == owner_id)
        )
        if not gone.rowcount:
            raise NotFound("there is no such draft")


def _drafts(owner_id: int) -> Select[*tuple[Any, ...]]:
    return select(DraftRow.id, DraftRow.title, DraftRow.body, DraftRow.changed_at, DraftRow.slug).where(
        DraftRow.owner_id == owner_id
    )


def _draft(row: Row[*tuple[Any, ...]]) -> Draft:
    return Draft(id=row.id, title=row.title, body=row.body, changed_at=row.changed_at, slug=row.slug)
