"""From a set of facts to questions: the same question for the same id, in any process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from quizapp.core import statements, written
from quizapp.core.errors import UnknownQuestion
from quizapp.core.facts import Fact, FactSet, Level, WrittenQuestion
from quizapp.core.introduction import ordered
from quizapp.core.kinds import KINDS, Request, choice, sourcing
from quizapp.core.kinship import Kinship
from quizapp.core.material import Material
from quizapp.core.questions import Card, Question, QuestionId, Verdict

GENERATOR_VERSION = 4
"""Raised whenever the same id would make another question than before."""
REVISION_DIGITS = 12


class Generator:
    """A set made ready to be asked. Immutable; keep it and use it again."""

    def __init__(self, facts: FactSet) -> None:
        self.facts = facts
        self.revision = facts.hash[:REVISION_DIGITS]
        self.material = Material(facts)
        self._kinds: dict[Card, tuple[str, ...]] = {}
        self._suiting: dict[Card, tuple[str, ...]] = {}

    def cards(self) -> tuple[Card, ...]:
        """All cards in the order of introduction: by level, topic and place, after what they build upon."""
        return tuple(self._things)

    @cached_property
    def _things(self) -> dict[Card, Fact | WrittenQuestion]:
        """Card to its fact or written question."""
        things = ordered([*self.facts.facts.values(), *self.facts.written.values()], self.facts.topics)
        return {card: thing for thing in things for card in self._cards_of(thing)}

    def _cards_of(self, thing: Fact | WrittenQuestion) -> Iterator[Card]:
        origin = thing.origin or self.facts.slug
        yield Card(origin, thing.id, "forward")
        if isinstance(thing, Fact) and self.material.attribute(thing).reverse:
            yield Card(origin, thing.id, "reverse")
        if isinstance(thing, Fact) and sourcing.has_card(self.material, thing):
            yield Card(origin, thing.id, "source")

    def fact(self, card: Card) -> Fact:
        """The fact behind a card. Raises UnknownQuestion where the set has none."""
        thing = self._things.get(card)
        if not isinstance(thing, Fact):
            raise UnknownQuestion(f"the set {self.facts.slug} has no fact for the card {card.key}")
        return thing

    def level(self, card: Card) -> Level:
        """The level of a card of the set: its fact's, but who says so is never core."""
        thing = self._things[card]
        return sourcing.level(thing) if card.direction == "source" else thing.level

    def statement(self, fact: Fact) -> str:
        """The fact as a sentence, attributed where that has to be said; "" where it has no value."""
        return statements.statement(self.material, fact) if self.material.value(fact) is not None else ""

    def kinds(self, card: Card) -> tuple[str, ...]:
        """The kinds in which the card can truly be asked."""
        if card not in self._kinds:
            self._kinds[card] = tuple(name for name in self._worth_trying(card) if self.make(card, name, 0))
        return self._kinds[card]

    def suiting(self, card: Card) -> tuple[str, ...]:
        """The kinds worth trying for a card: told by types alone, so `make` may still give None."""
        known = self._suiting.get(card)
        if known is None:
            known = self._suiting[card] = tuple(self._worth_trying(card))
        return known

    def _worth_trying(self, card: Card) -> Iterator[str]:
        own = self._things.get(card)
        if isinstance(own, WrittenQuestion):
            yield own.kind
            return
        fact = self.fact(card)
        if self.material.value(fact) is None:
            return
        names = (choice.NAME,) if card.direction == "source" else tuple(KINDS)
        allowed = self.material.attribute(fact).kinds
        for name in names:
            if (allowed is None or name in allowed) and KINDS[name].suits(
                self.material, fact, card.direction
            ):
                yield name

    def make(
        self, card: Card, kind: str, seed: int, variant: str = "", companions: Sequence[Card] = ()
    ) -> Question | None:
        """The question of the kind about the card, or None where no honest one can be made."""
        keys = tuple([companion.key for companion in companions])
        identity = QuestionId(self.revision, card, kind, seed, GENERATOR_VERSION, variant, keys)
        own = self._things.get(card)
        if isinstance(own, WrittenQuestion):
            return written.question(self.facts, own, identity) if own.kind == kind else None
        fact = own or self.fact(card)
        if kind not in self.suiting(card):
            return None
        facts = tuple([self.fact(companion) for companion in companions])
        return KINDS[kind].make(self.material, Request(identity, fact, facts))

    def rebuild(self, id: QuestionId) -> Question:
        """The question that the id names. Raises UnknownQuestion if it is not of this set as it stands."""
        if id.revision != self.revision or id.generator != GENERATOR_VERSION:
            raise UnknownQuestion(f"this question is of another version of the set {self.facts.slug}")
        companions = [Card.parse(key) for key in id.companions]
        question = self.make(id.card, id.kind, id.seed, id.variant, companions)
        if question is None or question.id != id:
            raise UnknownQuestion(f"the set {self.facts.slug} makes no such question")
        return question

    def questions(
        self, seed: int = 0, kind: str | None = None, limit: int | None = None
    ) -> Iterator[Question]:
        """Every card in each kind that suits it, and those about sources in each of their ways."""
        made = (
            question
            for card in self.cards()
            for name, variant in self._ways(card)
            if kind in (None, name) and (question := self.make(card, name, seed, variant))
        )
        yield from islice(made, limit)

    def _ways(self, card: Card) -> Iterator[tuple[str, str]]:
        """The kinds, and the variants worth a question of their own."""
        if card.direction == "source":
            yield from ((choice.NAME, variant) for variant in sourcing.VARIANTS)
            return
        for name in self._worth_trying(card):
            yield name, ""

    def related(self, card: Card) -> frozenset[Card]:
        """The card's siblings: those that share its entity, its fact, or a value and an entity."""
        fact = self._things.get(card)
        if not isinstance(fact, Fact):
            return frozenset()
        facts = self._kinship.siblings(fact)
        cards = (one for other in (fact, *facts) for one in self._cards_of(other))
        return frozenset(one for one in cards if one != card)

    @cached_property
    def _kinship(self) -> Kinship:
        return Kinship(self.material)


def grade(question: Question, response: object) -> Verdict:
    """What the response is worth. Raises WrongShape for a response that is not of the question's shape."""
    return KINDS[question.kind].grade(question, response)
