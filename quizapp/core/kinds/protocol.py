"""What every kind of question offers, and what it is given to make one.

A kind is one module with these five names; adding it to the registry in `kinds/__init__.py` is all.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Protocol

from quizapp.core.facts import Fact
from quizapp.core.material import Material
from quizapp.core.questions import Card, Direction, Question, QuestionId, Verdict


@dataclass(frozen=True, slots=True)
class Request:
    """One question asked for: its id, and the facts behind the cards that the id names."""

    id: QuestionId
    fact: Fact
    companions: tuple[Fact, ...] = ()
    """The facts of the companion cards, in order (matching and timeline)."""

    @property
    def card(self) -> Card:
        """The card the question is to be about."""
        return self.id.card

    @property
    def direction(self) -> Direction:
        """Forward asks the value, reverse the entity."""
        return self.id.card.direction

    @property
    def variant(self) -> str:
        """What the kind is asked to do, such as the number of options; empty for the usual."""
        return self.id.variant

    def random(self) -> Random:
        """A generator that is the same in every process: all choice in a question comes from it."""
        return Random(f"{self.id.seed}|{self.id.card.key}|{self.id.kind}|{self.id.variant}")


class Kind(Protocol):
    """A way of asking. Modules satisfy this; nothing has to inherit."""

    NAME: str
    CLOSED: bool
    """Whether the right answer is among what is offered."""

    def suits(self, material: Material, fact: Fact, direction: Direction) -> bool:
        """Whether it is worth trying: cheap, from types alone. `make` may still return None."""

    def make(self, material: Material, request: Request) -> Question | None:
        """The question asked for, or None where no honest one can be made."""

    def grade(self, question: Question, response: object) -> Verdict:
        """What the response is worth. Raises WrongShape for a response of another shape."""
