"""The facts of a set as their learner stands with them: all of them, or those that are searched for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core.material import folded
from quizapp.core.memory import Parameters
from quizapp.core.memory.formulas import recall
from quizapp.core.study_days import days_between
from quizapp.db.study import CardRow
from quizapp.services.errors import NotFound
from quizapp.services.library.shelf import Compiled, current
from quizapp.services.progress.learners import learner_today
from quizapp.services.progress.results import FactLine, FactPage, FactQuery
from quizapp.services.study.figures import strength_of
from quizapp.services.study.fits import parameters_of

MOST_A_PAGE = 500


def _told_whole(line: FactLine) -> str:
    return f"{line.label} {line.answer}"


def facts(session: Session, learner_id: int, slug: str, now: datetime) -> Sequence[FactLine]:
    """Every card of a set with its next date and strength, in the set's order. Raises NotFound."""
    compiled = current(session, slug)
    if compiled is None:
        raise NotFound(f"there is no set {slug!r}")
    return lines_of(session, learner_id, compiled, now)


def search(
    session: Session,
    learner_id: int,
    slug: str,
    query: FactQuery,
    now: datetime,
    *,
    shown: Callable[[FactLine], str] = _told_whole,
) -> FactPage:
    """The cards of a set that a query asks for, in the set's order, page by page. Raises NotFound.

    `shown`: the words in which a query's text is looked for. Whoever keeps the answers of facts not
    met to themselves says so here, or a search for an answer would find its question.
    """
    found = [line for line in facts(session, learner_id, slug, now) if _is_wanted(line, query, shown)]
    each = min(max(query.per_page, 1), MOST_A_PAGE)
    pages = max(1, -(-len(found) // each))
    page = min(max(query.page, 1), pages)
    return FactPage(
        lines=found[(page - 1) * each : page * each],
        total=len(found),
        page=page,
        pages=pages,
        cards=tuple(line.card for line in found),
    )


def lines_of(
    session: Session,
    learner_id: int,
    compiled: Compiled,
    now: datetime,
    only: Collection[int] | None = None,
) -> list[FactLine]:
    """The lines of a revision's cards (of the numbers in `only`, if given). Raises NotFound."""
    learner, day, _ = learner_today(session, learner_id, now)
    parameters = parameters_of(session.connection(), learner_id, learner.fit_id)
    wanted = select(
        CardRow.card_id, CardRow.due_day, CardRow.last_day, CardRow.stability, CardRow.suspended
    ).where(CardRow.learner_id == learner_id)
    wanted = wanted.where(CardRow.set_id == compiled.set_id if only is None else CardRow.card_id.in_(only))
    cards = {row.card_id: row for row in session.execute(wanted)}
    numbers = compiled.cards if only is None else [one for one in compiled.cards if one in only]
    return [
        FactLine(**_told(compiled, card_id), **_memory(cards.get(card_id), day, parameters))
        for card_id in numbers
    ]


def _memory(row: Any, day: date, parameters: Parameters) -> dict[str, Any]:
    if row is None:
        return {"due": None, "strength": "new"}
    return {
        "due": row.due_day,
        "strength": strength_of(row.stability),
        "stability": row.stability,
        "recall": recall(parameters, row.stability, days_between(row.last_day, day)),
        "suspended": row.suspended,
    }


def _is_wanted(line: FactLine, query: FactQuery, shown: Callable[[FactLine], str]) -> bool:
    """Whether a line has every word asked for, and the topic, strength and source."""
    if query.topic and line.topic != query.topic:
        return False
    if query.source and query.source not in line.sources:
        return False
    if query.strength and not _has_strength(line, query.strength):
        return False
    text = folded(shown(line)) if query.text else ""
    return all(word in text for word in folded(query.text).split())


def _has_strength(line: FactLine, strength: str) -> bool:
    return line.suspended if strength == "suspended" else line.strength == strength


def _told(compiled: Compiled, card_id: int) -> dict[str, Any]:
    """What a card is about, in words; worked out once per revision."""
    known: dict[int, dict[str, Any]] = compiled.told
    if card_id not in known:
        card = compiled.cards[card_id]
        fact = compiled.facts.facts.get(card.fact)
        known[card_id] = {
            "card": card.key,
            "fact": card.fact,
            "direction": card.direction,
            "sources": tuple(dict.fromkeys(claim.source for claim in fact.claims)) if fact else (),
            **compiled.words(card),
        }
    return known[card_id]
