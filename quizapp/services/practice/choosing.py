"""Which questions a practice quiz puts: chosen by the learner's wishes, none of which gives away another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, select

from quizapp.core.leaks import says_all, telling_words
from quizapp.core.questions import Card, Question
from quizapp.db.library import SetRow
from quizapp.db.study import CardRow, Enrolment
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.library.shelf import Compiled, shelf
from quizapp.services.library.traits import Trait, name_of, thing_of
from quizapp.services.study.made_questions import stem_mark
from quizapp.services.study.plans import FEW_CARDS

MOST_QUESTIONS = 50
LONGEST_MINUTES = 180
KINDS = (
    "choice",
    "truefalse",
    "multiple",
    "matching",
    "timeline",
    "typed",
    "cloze",
    "date",
    "number",
    "locate",
)
"""The kinds that a program can mark; a flashcard is rated by the learner."""
TRUEFALSE_ONE_IN = 10
"""True or false is at most one question in ten, unless it is all that was asked for."""
TRIES_A_QUESTION = 40

Among = Literal["all", "met"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a learner wants to practise."""

    sets: tuple[str, ...]
    """Slugs."""
    topics: tuple[str, ...] = ()
    """`slug/topic`: of a set named here, only these topics."""
    kinds: tuple[str, ...] = ()
    """None named: every kind that can be marked."""
    among: Among = "all"
    """All facts, or only those already met."""
    count: int = 10
    minutes: int | None = None
    feedback: bool = True
    cards: tuple[str, ...] = ()
    """Keys: ask only these cards, in the order that chance gives."""

    def checked(self) -> Choices:
        """The choices, if they can be followed. Raises Invalid."""
        if not 1 <= self.count <= MOST_QUESTIONS:
            raise Invalid(f"count: choose 1 to {MOST_QUESTIONS} questions")
        if self.minutes is not None and not 1 <= self.minutes <= LONGEST_MINUTES:
            raise Invalid(f"minutes: choose 1 to {LONGEST_MINUTES}, or none")
        if not set(self.kinds) <= set(KINDS):
            raise Invalid("kinds: one of these kinds is not known")
        if not self.sets:
            raise Invalid("sets: choose at least one set")
        return self

    def plain(self) -> dict[str, Any]:
        """The choices as JSON."""
        return {name: list(one) if isinstance(one, tuple) else one for name, one in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Picked:
    """One question that was chosen."""

    compiled: Compiled
    question: Question


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be asked."""

    compiled: Compiled
    trait: Trait
    card_id: int
    seen_false: Sequence[str]
    """Marks of false statements that the learner was shown before."""


def choose(connection: Connection, learner_id: int, choices: Choices, seed: int) -> list[Picked]:
    """The questions of a quiz. Raises Invalid when nothing can be asked so, NotFound for an unknown set."""
    draw = Random(seed)
    candidates = [one for slug in choices.sets for one in _candidates(connection, learner_id, slug, choices)]
    draw.shuffle(candidates)
    paper = _Paper(choices, draw)
    for candidate in candidates[: choices.count * TRIES_A_QUESTION]:
        if len(paper.picked) >= choices.count:
            break
        paper.try_card(candidate)
    if not paper.picked:
        raise Invalid("nothing in this choice can be asked in this way; choose more topics, facts or kinds")
    return paper.picked


class _Paper:
    """A quiz being put together."""

    def __init__(self, choices: Choices, draw: Random) -> None:
        self.picked: list[Picked] = []
        self._wanted = choices.kinds or KINDS
        self._rare = max(1, choices.count // TRUEFALSE_ONE_IN)
        self._draw = draw
        self._used: Counter[str] = Counter()
        self._false_of_party = 0
        self._taken: set[str] = set()
        """Names of cards that are asked, and of those whose answers that gives away."""
        self._card_ids: set[int] = set()
        """A copied set shares the cards of its origin."""

    def try_card(self, candidate: Candidate) -> None:
        """Add a question about the card, if one can be made beside those there are."""
        if candidate.trait.name in self._taken or candidate.card_id in self._card_ids:
            return
        for kind in self._kinds(candidate):
            question = candidate.compiled.generator.make(
                candidate.trait.card, kind, self._draw.getrandbits(62)
            )
            if question is not None and self._fits(candidate, question):
                self._add(candidate.compiled, question)
                return

    def _kinds(self, candidate: Candidate) -> list[str]:
        """The kinds to try, the least used first."""
        suiting = set(candidate.compiled.generator.suiting(candidate.trait.card))
        kinds = [kind for kind in self._wanted if kind in suiting and not self._is_spent(kind)]
        return sorted(kinds, key=lambda kind: (self._used[kind], self._draw.random()))

    def _is_spent(self, kind: str) -> bool:
        return kind == "truefalse" and len(self._wanted) > 1 and self._used[kind] >= self._rare

    def _fits(self, candidate: Candidate, question: Question) -> bool:
        names = [_name(candidate.compiled, card) for card in question.cards]
        if not self._taken.isdisjoint(names):
            return False
        if _is_false(question):
            known = stem_mark(question) in candidate.seen_false
            if known or (question.attribution and self._false_of_party >= self._rare):
                return False
        return not any(
            gives_away(one.question, question) or gives_away(question, one.question) for one in self.picked
        )

    def _add(self, compiled: Compiled, question: Question) -> None:
        self.picked.append(Picked(compiled, question))
        self._used[question.kind] += 1
        self._false_of_party += bool(_is_false(question) and question.attribution)
        for card in question.cards:
            card_id = compiled.ids[card.key]
            self._card_ids.add(card_id)
            self._taken.add(name_of(compiled.set_id, card_id))
            trait = compiled.trait(card_id)
            self._taken |= trait.siblings if trait else set()


def gives_away(one: Question, other: Question) -> bool:
    """Whether the stem of one question holds the answer of another that is about the same."""
    if other.kind == "truefalse" or not says_all(one.stem, other.answer):
        return False
    told = telling_words(one.stem) | telling_words(one.answer)
    return bool((telling_words(other.stem) - telling_words(other.answer)) & told)


def _is_false(question: Question) -> bool:
    return question.kind == "truefalse" and question.key is False


def _name(compiled: Compiled, card: Card) -> str:
    return name_of(compiled.set_id, compiled.ids[card.key])


def _candidates(connection: Connection, learner_id: int, slug: str, choices: Choices) -> Iterator[Candidate]:
    """The cards of a set that the learner wants, and may be asked."""
    compiled = compiled_set(connection, slug)
    stored = {
        row.card_id: row
        for row in connection.execute(
            select(CardRow.card_id, CardRow.suspended, CardRow.seen_false).where(
                CardRow.learner_id == learner_id, _of_set(compiled)
            )
        )
    }
    detail, sensitive = _switched_on(connection, learner_id, compiled.set_id)
    topics = {topic.partition("/")[2] for topic in choices.topics if topic.partition("/")[0] == slug}
    for card_id, card in compiled.cards.items():
        trait, row = compiled.trait(card_id), stored.get(card_id)
        if trait is None or not trait.asked or (trait.sensitive and not sensitive):
            continue
        if (row.suspended if row else choices.among == "met") or (trait.level == "detail" and not detail):
            continue
        if choices.cards and card.key not in choices.cards:
            continue
        thing = thing_of(compiled.facts, card)
        if not topics or (thing is not None and thing.topic in topics):
            yield Candidate(compiled, trait, card_id, row.seen_false if row else ())


def _of_set(compiled: Compiled) -> ColumnElement[bool]:
    """By number, since a copied set shares the cards of its origin; a large set's numbers are too many."""
    if len(compiled.cards) < FEW_CARDS:
        return CardRow.card_id.in_(list(compiled.cards))
    return CardRow.set_id == compiled.set_id


def compiled_set(connection: Connection, slug: str) -> Compiled:
    """The current revision of a set that anybody may practise. Raises NotFound."""
    revision_id = connection.execute(
        select(SetRow.revision_id).where(
            SetRow.slug == slug, SetRow.withdrawn_at.is_(None), SetRow.revision_id.is_not(None)
        )
    ).scalar()
    if revision_id is None:
        raise NotFound(f"there is no set {slug!r}")
    return shelf(connection).get(connection, revision_id)


def _switched_on(connection: Connection, learner_id: int, set_id: int) -> tuple[bool, bool]:
    """Whether the learner wants details and sensitive facts of a set."""
    row = connection.execute(
        select(Enrolment.detail, Enrolment.sensitive).where(
            Enrolment.learner_id == learner_id, Enrolment.set_id == set_id
        )
    ).one_or_none()
    return (row.detail, row.sensitive) if row else (False, False)
