"""The learner's log, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from quizapp.db.library import CardKey, SetRow
from quizapp.db.study import ReviewRow
from quizapp.services.errors import Invalid

MOST_AT_ONCE = 1_000


def reviews(
    session: Session, learner_id: int, *, cursor: str = "", limit: int = 100
) -> tuple[Sequence[Mapping[str, Any]], str]:
    """A page of the learner's log, oldest first, and the cursor of the next page ("" at the end).

    Raises Invalid when the cursor is none of ours.
    """
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise Invalid("cursor: use the next_cursor of the page before")
    most = min(max(limit, 1), MOST_AT_ONCE)
    rows = session.execute(
        select(ReviewRow.__table__, CardKey.key.label("card"), SetRow.slug.label("set"))
        .outerjoin(CardKey, CardKey.id == ReviewRow.card_id)
        .outerjoin(SetRow, SetRow.id == ReviewRow.set_id)
        .where(ReviewRow.learner_id == learner_id, ReviewRow.sequence > int(cursor or 0))
        .order_by(ReviewRow.sequence)
        .limit(most + 1)
    ).all()
    following = str(rows[most - 1].sequence) if len(rows) > most else ""
    return [_item(row) for row in rows[:most]], following


def _item(row: Row[*tuple[Any, ...]]) -> Mapping[str, Any]:
    """One row in plain values, ready for JSON."""
    return {
        "review_id": str(row.review_id),
        "position": row.position,
        "action": row.action,
        "amends": str(row.amends) if row.amends else None,
        "card": row.card,
        "set": row.set,
        "context": row.context,
        "role": row.role,
        "kind": row.kind,
        "direction": row.direction,
        "response": row.response,
        "correct": row.correct,
        "score": row.score,
        "reason": row.reason,
        "rating": row.rating,
        "ms": row.ms,
        "answered_at": row.answered_at.isoformat(),
        "study_day": row.study_day.isoformat(),
        "zone": row.zone,
        "dont_know": row.dont_know,
        "hint": row.hint,
        "override": row.override,
        "exposed": row.exposed,
        "offline": row.offline,
        "recall": row.recall,
        "stability_before": row.stability_before,
        "difficulty_before": row.difficulty_before,
        "stability": row.stability,
        "difficulty": row.difficulty,
        "due": row.due_day.isoformat() if row.due_day else None,
    }
