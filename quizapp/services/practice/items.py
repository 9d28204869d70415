"""One question of a practice quiz as it is stored: how it was shown, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from quizapp.core.questions import OPEN_KINDS, Option, Question, Verdict, is_dont_know
from quizapp.db.base import mint_id
from quizapp.services.practice.choosing import Picked
from quizapp.services.study.log_rows import LONGEST_MS
from quizapp.services.study.results import Answer

Item = dict[str, Any]
SEVERAL = frozenset({"multiple", "matching", "timeline"})
"""Kinds with several items, which are told one by one."""
AFTERWARDS = ("given", "why", "correct", "score", "response", "key", "marks")
"""What is known of a question once it is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One question of a quiz with what was answered, as it is told."""

    number: int
    kind: str
    language: str
    attribution: str
    stem: str
    answer: str
    statement: str
    source: Mapping[str, Any]
    given: str = ""
    """What was answered, in words; "" for "I don't know" and for what was never reached."""
    why: str = ""
    correct: bool | None = None
    reached: bool = True
    score: float = 0.0
    response: Any = None
    key: Any = None
    """The right response, of kinds with several items; so too the options, targets and marks."""
    options: Sequence[Option] = ()
    targets: Sequence[Option] = ()
    marks: Sequence[bool] = ()


def item_of(picked: Picked) -> Item:
    """A question that waits for its answer, with all that the result page tells of it."""
    question, compiled = picked.question, picked.compiled
    return {
        "q": str(question.id),
        "review": mint_id().hex,
        "set": compiled.slug,
        "cards": [card.key for card in question.cards],
        "open": not OPEN_KINDS.isdisjoint(compiled.generator.suiting(question.card)),
        "kind": question.kind,
        "language": question.language,
        "attribution": question.attribution,
        "stem": question.stem,
        "answer": question.answer,
        "statement": question.statement,
        "source": asdict(question.source),
        "others": [asdict(other) for other in question.others],
    }


def answered(item: Item, question: Question, given: Answer, verdict: Verdict, now: datetime) -> Item:
    """The item with its answer."""
    return {
        **item,
        "response": given.response,
        "given": in_words(question, given.response),
        "why": _why(question, given.response),
        "correct": verdict.correct,
        "score": verdict.score,
        "reason": verdict.reason,
        "ms": min(max(given.ms, 0), LONGEST_MS),
        "at": now.isoformat(),
        **(_in_items(question, verdict) if question.kind in SEVERAL else {}),
    }


def _in_items(question: Question, verdict: Verdict) -> Item:
    """What the question showed, for an answer with several items."""
    return {
        "key": question.key,
        "options": [[option.id, option.text, option.why] for option in question.options],
        "targets": [[target.id, target.text] for target in question.targets],
        "marks": verdict.parts,
    }


def is_answered(item: Mapping[str, Any]) -> bool:
    """Whether there is an answer."""
    return "at" in item


def is_missed(item: Mapping[str, Any]) -> bool:
    """Whether it was answered wrong, in part or with "I don't know"; not what was never reached."""
    return is_answered(item) and item["correct"] is False


def current(items: Sequence[Item]) -> int | None:
    """The place of the first question without an answer."""
    return next((place for place, item in enumerate(items) if not is_answered(item)), None)


def place_of(items: Sequence[Item], review_id: UUID) -> int | None:
    """The place of the question that a review id was minted for."""
    return next((place for place, item in enumerate(items) if item["review"] == review_id.hex), None)


def told_of(number: int, item: Item) -> Told:
    """A question of a quiz as it is told."""
    return Told(
        number=number,
        reached=is_answered(item),
        **{name: item[name] for name in ("kind", "language", "attribution", "stem", "answer", "statement")},
        source=item["source"],
        **{name: item[name] for name in AFTERWARDS if name in item},
        options=[Option(*one) for one in item.get("options", ())],
        targets=[Option(*one) for one in item.get("targets", ())],
    )


def in_words(question: Question, response: Any) -> str:
    """What was answered, as the learner saw or typed it; "true" and "false" for a judgement, "" for none."""
    if is_dont_know(response):
        return ""
    texts = {option.id: option.text for option in question.options}
    targets = {target.id: target.text for target in question.targets}
    if isinstance(response, bool):
        return str(response).lower()
    if isinstance(response, Mapping):
        return "; ".join(f"{texts.get(a, a)}: {targets.get(b, b)}" for a, b in response.items())
    if isinstance(response, list):
        return ", ".join(
            texts.get(part, str(part)) if isinstance(part, str) else f"{part:g}" for part in response
        )
    return texts.get(response, str(response)) if question.kind == "choice" else str(response).strip()


def _why(question: Question, response: Any) -> str:
    """What a wrong option that was chosen is."""
    if question.kind != "choice" or response == question.key:
        return ""
    return next((option.why for option in question.options if option.id == response), "")
