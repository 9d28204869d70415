"""Rows of the review log: made from an answer, and read back as what memory needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from quizapp.core.memory import LogEntry, MemoryState, Role
from quizapp.core.questions import Card, Question, QuestionId, Verdict
from quizapp.db.base import mint_id
from quizapp.db.engine import compact_json
from quizapp.services.library.results import REVISION_DIGITS
from quizapp.services.library.shelf import Compiled
from quizapp.services.study.desk import Desk
from quizapp.services.study.results import Answer, Context
from quizapp.services.study.rows import CardView

LONGEST_MS = 60_000
LONGEST_CHOSEN = 200
MASK = (1 << 63) - 1
NOTHING_ASKED: Mapping[str, Any] = {
    "kind": "",
    "seed": 0,
    "generator": 0,
    "variant": "",
    "companions": [],
    "option_count": 0,
    "options": [],
    "response": None,
    "chosen": "",
    "correct": None,
    "score": 0.0,
    "reason": "",
    "ms": 0,
    "input": "",
    "offline": False,
}


def body_hash(given: Answer) -> int:
    """What tells the same request sent again from another one (63 bits)."""
    instant = given.answered_at.timestamp() if given.answered_at else None
    body = compact_json([given.question_id, given.response, given.ms, instant, given.hint])
    return int.from_bytes(blake2b(body.encode("utf-8", "replace"), digest_size=8).digest()) & MASK


def answer_row(
    desk: Desk,
    *,
    given: Answer,
    review_id: UUID,
    position: int,
    compiled: Compiled,
    question: Question,
    verdict: Verdict,
    card: Card,
    entry: LogEntry,
    before: CardView | None,
    after: MemoryState | None,
    answered_at: datetime,
    received_at: datetime,
    context: Context = "study",
    attempt_id: UUID | None = None,
) -> dict[str, Any]:
    """The row of one answered card."""
    return {
        **_memory_columns(entry, before, after),
        **_place_columns(desk, compiled, compiled.ids[card.key], entry),
        "review_id": review_id,
        "position": position,
        "action": "answer",
        "body_hash": body_hash(given),
        "context": context,
        "attempt_id": attempt_id,
        "direction": card.direction,
        **_question_columns(question),
        "response": given.response,
        "chosen": chosen_value(question, given.response),
        "correct": verdict.correct,
        "score": entry.score,
        "reason": verdict.reason,
        "ms": min(max(given.ms, 0), LONGEST_MS),
        "answered_at": answered_at,
        "received_at": received_at,
        "input": given.input[:10],
        "offline": given.offline,
    }


def change_row(
    desk: Desk, compiled: Compiled, card: CardView, entry: LogEntry, after: MemoryState
) -> dict[str, Any]:
    """The row that tells that a card's fact was corrected."""
    return {
        **NOTHING_ASKED,
        **_memory_columns(entry, card, after),
        **_place_columns(desk, compiled, card.card_id, entry),
        "review_id": mint_id(),
        "position": 0,
        "action": "change",
        "body_hash": 0,
        "context": "study",
        "direction": "",
        "answered_at": desk.now,
    }


def amending_row(desk: Desk, target: Row[*tuple[Any, ...]], action: str, **columns: Any) -> dict[str, Any]:
    """The row that takes an earlier answer back, or says how it is to be read."""
    same = {name: value for name, value in target._mapping.items() if name != "learner_id"}
    return {
        **same,
        "learner_id": desk.learner_id,
        "review_id": mint_id(),
        "sequence": desk.next_sequence(),
        "action": action,
        "amends": target.review_id,
        "body_hash": 0,
        "response": None,
        "answered_at": desk.now,
        "received_at": desk.now,
        "study_day": desk.day,
        "zone": desk.learner.zone,
        **columns,
    }


def question_id(row: Row[*tuple[Any, ...]], compiled: Compiled, card: Card) -> QuestionId:
    """The id of the question that a row's answer was given to."""
    return QuestionId(
        revision=compiled.facts.hash[:REVISION_DIGITS],
        card=card,
        kind=row.kind,
        seed=row.seed,
        generator=row.generator,
        variant=row.variant,
        companions=tuple(row.companions),
    )


def entry_of(row: Row[*tuple[Any, ...]]) -> LogEntry:
    """What memory needs of a row."""
    return LogEntry(
        study_day=row.study_day,
        role=Role(row.role),
        kind=row.kind,
        rating=row.rating,
        score=row.score,
        guess=row.guess,
        dont_know=row.dont_know,
        hint=row.hint,
        override=row.override,
        easy=row.easy,
        exposed=row.exposed,
        tier=row.tier,
        has_open_kind=row.has_open_kind,
        recall=row.recall,
        desired_retention=row.desired_retention,
        maximum_interval=row.maximum_interval,
        parameters_id=row.fit_id,
        due_day=row.due_day,
    )


def chosen_value(question: Question, response: Any) -> str:
    """The machine value of what was chosen, or the text that was typed."""
    if question.kind == "choice":
        return next((option.value for option in question.options if option.id == response), "")
    if isinstance(response, str | int | float) and not isinstance(response, bool):
        return str(response)[:LONGEST_CHOSEN]
    return ""


def _question_columns(question: Question) -> dict[str, Any]:
    return {
        "kind": question.kind,
        "seed": question.id.seed,
        "generator": question.id.generator,
        "variant": question.id.variant,
        "companions": list(question.id.companions),
        "option_count": len(question.options),
        "options": [[option.id, option.value or option.text] for option in question.options],
        "language": question.language,
    }


def _memory_columns(entry: LogEntry, before: CardView | None, after: MemoryState | None) -> dict[str, Any]:
    return {
        "amends": None,
        "role": str(entry.role),
        "score": entry.score,
        "rating": entry.rating,
        "guess": entry.guess,
        "dont_know": entry.dont_know,
        "hint": entry.hint,
        "override": entry.override,
        "easy": entry.easy,
        "exposed": entry.exposed,
        "tier": entry.tier,
        "tier_before": before.tier if before else None,
        "has_open_kind": entry.has_open_kind,
        "recall": entry.recall,
        "stability_before": before.stability if before else None,
        "difficulty_before": before.difficulty if before else None,
        "last_day_before": before.last_day if before else None,
        "due_before": before.due_day if before else None,
        "stability": after.stability if after else None,
        "difficulty": after.difficulty if after else None,
        "due_day": entry.due_day,
        "desired_retention": entry.desired_retention,
        "maximum_interval": entry.maximum_interval,
        "fit_id": entry.parameters_id,
    }


def _place_columns(desk: Desk, compiled: Compiled, card_id: int, entry: LogEntry) -> dict[str, Any]:
    return {
        "learner_id": desk.learner_id,
        "sequence": desk.next_sequence(),
        "card_id": card_id,
        "set_id": compiled.set_id,
        "revision_id": compiled.revision_id,
        "attempt_id": None,
        "received_at": desk.now,
        "study_day": entry.study_day,
        "zone": desk.learner.zone,
        "day_position": desk.queue.asked + 1,
        "language": compiled.facts.language,
    }
