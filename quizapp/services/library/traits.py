"""What the queue needs to know of a card, worked out once per revision."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.facts import Fact, FactSet, Level, WrittenQuestion
from quizapp.core.questions import Card


@dataclass(frozen=True, slots=True)
class Trait:
    """One card of a revision, as the queue sees it."""

    card: Card
    name: str
    """By which the queue names it: set number, slash, card number."""
    attribute: str
    level: Level
    order: int
    asked: bool
    sensitive: bool
    siblings: frozenset[str]
    """Names of the cards that give its answer away, or it theirs."""
    lookalikes: frozenset[str]
    """Marks of its answer, by which those easily mixed up with it are known."""
    partner: int | None
    """Number of the card to be firm in before this one, or that waits for it: the fact's other direction."""
    after: frozenset[str] = frozenset()
    """Names of the cards that are introduced first."""


def name_of(set_id: int, card_id: int) -> str:
    """The name by which the queue knows a card."""
    return f"{set_id}/{card_id}"


def numbers_of(name: str) -> tuple[int, int]:
    """Set number and card number of a name."""
    set_id, _, card_id = name.partition("/")
    return int(set_id), int(card_id)


def thing_of(facts: FactSet, card: Card) -> Fact | WrittenQuestion | None:
    """The fact or written question behind a card."""
    return facts.facts.get(card.fact) or facts.written.get(card.fact)
