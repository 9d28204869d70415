"""What a learner gave instead of the right answer, read from the log of one card by its index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from quizapp.core.naming import display
from quizapp.core.questions import Card
from quizapp.core.wording import machine
from quizapp.db.study import ReviewRow
from quizapp.services.library.differences import in_words
from quizapp.services.library.shelf import Compiled

LATEST = 100
"""Rows of a card's log that are looked at."""
_COLUMNS = tuple(
    getattr(ReviewRow, name)
    for name in ("card_id", "review_id", "action", "amends", "kind", "correct", "chosen")
)


def chosen_wrong(connection: Connection, learner_id: int, card_id: int) -> list[str]:
    """Machine values (or texts) given in wrong answers, newest first; answers taken back are left out."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(ReviewRow.learner_id == learner_id, ReviewRow.card_id == card_id)
        .order_by(ReviewRow.sequence.desc())
        .limit(LATEST)
    ).all()
    return _standing(rows)


def chosen_wrong_of(connection: Connection, learner_id: int, card_ids: Sequence[int]) -> dict[int, list[str]]:
    """The same for several cards in one statement, and over their whole logs."""
    rows: dict[int, list[Row[*tuple[Any, ...]]]] = {card_id: [] for card_id in card_ids}
    matters = ReviewRow.correct.is_(False) | ReviewRow.amends.is_not(None)
    for row in connection.execute(
        select(*_COLUMNS)
        .where(ReviewRow.learner_id == learner_id, ReviewRow.card_id.in_(card_ids), matters)
        .order_by(ReviewRow.card_id, ReviewRow.sequence.desc())  # else SQLite walks the whole log
    ):
        rows[row.card_id].append(row)
    return {card_id: _standing(own) for card_id, own in rows.items()}


def _standing(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[str]:
    """What was given in the wrong answers that were not amended; a flashcard's rating is no value."""
    amended = {row.amends for row in rows if row.amends is not None}
    return [
        row.chosen
        for row in rows
        if row.action == "answer"
        and row.correct is False
        and row.chosen
        and row.kind != "flashcard"
        and row.review_id not in amended
    ]


def most_confused(connection: Connection, learner_id: int, compiled: Compiled, card: Card) -> Card | None:
    """The card whose answer was given most often for this one's; None where no other card has it."""
    counts = Counter(chosen_wrong(connection, learner_id, compiled.ids[card.key]))
    for value, _ in counts.most_common():
        for card_id in holders(compiled, card, value):
            other = compiled.cards.get(card_id)
            if other is not None and other != card:
                return other
    return None


def answer_value(compiled: Compiled, card: Card) -> str:
    """The machine value of a card's right answer; "" for a written question."""
    fact = compiled.facts.facts.get(card.fact)
    value = compiled.generator.material.value(fact) if fact else None
    if fact is None or value is None:
        return ""
    return fact.entity if card.direction == "reverse" else machine(value)


def holders(compiled: Compiled, card: Card, value: str) -> list[int]:
    """Numbers of the cards of the same attribute and direction for which a value would be right."""
    if card.direction == "forward":
        return compiled.holders(card, value)
    fact = compiled.facts.facts.get(card.fact)
    entity = value if value in compiled.facts.entities and card.direction == "reverse" else ""
    if fact is None or not entity:
        return []
    cards = (
        Card(other.origin or compiled.slug, other.id, "reverse")
        for other in compiled.generator.material.facts_of(entity)
        if other.attribute == fact.attribute
    )
    return [compiled.ids[one.key] for one in cards if one.key in compiled.ids]


def value_in_words(compiled: Compiled, card: Card, value: str) -> str:
    """A chosen value as a person reads it; what was typed stays as it is."""
    entity = compiled.facts.entities.get(value)
    if entity is not None:
        return display(entity)
    fact = compiled.facts.facts.get(card.fact)
    for card_id in holders(compiled, card, value) if fact else []:
        other = compiled.cards.get(card_id)
        held = compiled.facts.facts.get(other.fact) if other else None
        own = compiled.generator.material.value(held) if held else None
        if own is not None and machine(own) == value:
            return in_words(compiled.facts, own)
    return value
