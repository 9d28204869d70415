"""Compiled revisions, kept per process. A revision never changes, so nothing here can be stale."""

from __future__ import annotations

import gc
import zlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.core.errors import UnknownQuestion
from quizapp.core.facts import EntityRef, Fact, FactSet, WrittenQuestion
from quizapp.core.generation import Generator
from quizapp.core.introduction import earlier_facts
from quizapp.core.kinds import sourcing
from quizapp.core.lookalikes import date_marks, name_marks
from quizapp.core.naming import display
from quizapp.core.questions import Card
from quizapp.core.wording import machine
from quizapp.db.library import CardKey, RevisionRow, SetRow
from quizapp.services.library.differences import in_words, keys_of
from quizapp.services.library.results import REVISION_DIGITS
from quizapp.services.library.traits import Trait, name_of, thing_of

CAPACITY = 24
"""Revisions kept compiled."""


@dataclass(frozen=True)
class Compiled:
    """One revision, ready to be asked, with the numbers of its cards."""

    revision_id: int
    set_id: int
    number: int
    facts: FactSet
    ids: Mapping[str, int]
    """Key of a card to its number."""

    @cached_property
    def generator(self) -> Generator:
        """What makes the questions of the revision."""
        return Generator(self.facts)

    def warm(self) -> None:
        """Make what all study of the set needs, so that the search for garbage is spared that too."""
        _ = self.places

    @property
    def slug(self) -> str:
        """The set's slug."""
        return self.facts.slug

    @cached_property
    def cards(self) -> Mapping[int, Card]:
        """Number to card, in the order of introduction."""
        return {self.ids[card.key]: card for card in self.generator.cards() if card.key in self.ids}

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Number of a card to its place in the order of introduction."""
        return {card_id: place for place, card_id in enumerate(self.cards)}

    @cached_property
    def attributes(self) -> int:
        """How many attributes the set has."""
        return len({fact.attribute for fact in self.facts.facts.values()})

    def level(self, card: Card) -> str:
        """The level of a card's fact."""
        return self.generator.level(card) if thing_of(self.facts, card) else ""

    def words(self, card: Card) -> dict[str, str]:
        """A card's statement, answer, topic and level."""
        fact, written = self.facts.facts.get(card.fact), self.facts.written.get(card.fact)
        if fact is not None:
            value = self.generator.material.value(fact)
            answer = in_words(self.facts, value) if value is not None else ""
            if card.direction == "reverse":
                answer = display(self.facts.entities[fact.entity])
            elif card.direction == "source":
                answer = ", ".join(sourcing.documents(self.facts, fact))
            statement = self.generator.statement(fact)
            return {"label": statement, "answer": answer, "topic": fact.topic, "level": self.level(card)}
        assert written is not None
        stem, answer = str(written.body.get("stem", "")), str(written.body.get("answer", ""))
        return {"label": stem, "answer": answer, "topic": written.topic, "level": written.level}

    @cached_property
    def told(self) -> dict[int, dict[str, str]]:
        """What was worked out of each card's words, by number."""
        return {}

    def sensitive(self, card: Card) -> bool:
        """Whether a card's fact is marked sensitive."""
        fact = self.facts.facts.get(card.fact)
        return bool(fact and fact.sensitive)

    def holders(self, card: Card, value: str) -> list[int]:
        """Numbers of the forward cards of the card's attribute that have a value (machine form)."""
        fact = self.facts.facts.get(card.fact)
        if fact is None or not value:
            return []
        if fact.attribute not in self._holders:
            self._holders[fact.attribute] = self._index(fact.attribute)
        return self._holders[fact.attribute].get(value, [])

    def _index(self, attribute: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for fact in self.generator.material.facts_with(attribute):
            number = self.ids.get(Card(fact.origin or self.slug, fact.id).key)
            own = self.generator.material.value(fact)
            if number is not None and own is not None:
                found.setdefault(machine(own), []).append(number)
        return found

    @cached_property
    def _holders(self) -> dict[str, dict[str, list[int]]]:
        return {}

    def _lookalikes(self, card: Card) -> frozenset[str]:
        """The marks of a card's answer; none for a written question."""
        fact = self.facts.facts.get(card.fact)
        if fact is None:
            return frozenset()
        if card.direction == "reverse":
            return name_marks(display(self.facts.entities[fact.entity]))
        value = self.generator.material.value(fact)
        if isinstance(value, EntityRef):
            return name_marks(in_words(self.facts, value))
        return date_marks(value)

    def _after(self, card_id: int, card: Card, thing: Fact | WrittenQuestion) -> frozenset[str]:
        """The cards of the facts it builds upon, but those that wait for it in turn."""
        earlier = (
            self.ids.get(Card(card.origin, fact, "forward").key, card_id) for fact in earlier_facts(thing)
        )
        places, own = self.places, self.places[card_id]
        return frozenset(name_of(self.set_id, one) for one in earlier if places.get(one, own) < own)

    @cached_property
    def _traits(self) -> dict[int, Trait]:
        return {}

    def trait(self, card_id: int) -> Trait | None:
        """What the queue needs to know of a card; None if the revision does not have it."""
        card = self.cards.get(card_id)
        thing = thing_of(self.facts, card) if card else None
        if card is None or thing is None:
            return None
        if card_id not in self._traits:
            other = Card(card.origin, card.fact, "reverse" if card.direction == "forward" else "forward")
            partner = self.ids.get(other.key)
            kin = (self.ids.get(sibling.key) for sibling in self.generator.related(card))
            self._traits[card_id] = Trait(
                card=card,
                name=name_of(self.set_id, card_id),
                attribute=f"{self.set_id}:{getattr(thing, 'attribute', thing.id)}",
                level=self.generator.level(card),
                order=self.places[card_id],
                asked=thing.asked,
                sensitive=self.sensitive(card),
                siblings=frozenset(name_of(self.set_id, one) for one in kin if one is not None),
                lookalikes=self._lookalikes(card),
                partner=partner if partner in self.cards else None,
                after=self._after(card_id, card, thing),
            )
        return self._traits[card_id]


class Shelf:
    """The least recently used revisions leave first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[int, Compiled] = OrderedDict()
        self._by_short: dict[str, int] = {}
        self._by_set: dict[int, int] = {}

    def get(self, connection: Connection, revision_id: int) -> Compiled:
        """A revision, compiled now if it is not there. Raises UnknownQuestion when there is none."""
        with self._lock:
            kept = self._kept.get(revision_id)
            if kept is not None:
                self._kept.move_to_end(revision_id)
                return kept
        compiled = _compile(connection, revision_id)
        compiled.warm()
        _rest()
        with self._lock:
            self._kept[revision_id] = compiled
            self._by_set[compiled.set_id] = max(revision_id, self._by_set.get(compiled.set_id, 0))
            self._by_short[compiled.facts.hash[:REVISION_DIGITS]] = revision_id
            while len(self._kept) > CAPACITY:
                self._kept.popitem(last=False)
        return compiled

    def find(self, connection: Connection, revision: str) -> Compiled:
        """A revision by its content hash or the first digits of it. Raises UnknownQuestion."""
        short = revision[:REVISION_DIGITS]
        revision_id = self._by_short.get(short)
        if revision_id is None:
            revision_id = connection.execute(
                select(RevisionRow.id)
                .where(RevisionRow.short == short)
                .order_by(RevisionRow.id.desc())
                .limit(1)
            ).scalar()
        if revision_id is None:
            raise UnknownQuestion("the question belongs to a set that is not published here")
        return self.get(connection, revision_id)

    def known(self, revision: str) -> Compiled | None:
        """A revision by its content hash or the first digits of it, if it is compiled already."""
        with self._lock:
            revision_id = self._by_short.get(revision[:REVISION_DIGITS])
            return None if revision_id is None else self._kept.get(revision_id)

    def of_set(self, connection: Connection, set_id: int) -> Compiled | None:
        """The newest revision of a set that this process knows of; None when there is no such set."""
        revision_id = self._by_set.get(set_id)
        if revision_id is None:
            revision_id = connection.execute(select(SetRow.revision_id).where(SetRow.id == set_id)).scalar()
        return None if revision_id is None else self.get(connection, revision_id)


_SHELVES: WeakKeyDictionary[Engine, Shelf] = WeakKeyDictionary()


def shelf(database: Connection | Engine) -> Shelf:
    """The shelf of a database."""
    found = _SHELVES.get(database.engine)
    return found if found is not None else _SHELVES.setdefault(database.engine, Shelf())


def find(session: Session, revision: str) -> Compiled:
    """A revision by its content hash or the first digits of it; asks the database only if it is not here.

    Raises UnknownQuestion.
    """
    bind = session.get_bind()
    known = shelf(bind).known(revision)
    return known if known is not None else shelf(bind).find(session.connection(), revision)


def current(session: Session, slug: str) -> Compiled | None:
    """The current revision of a set, compiled; None when there is no such set."""
    connection = session.connection()
    found = connection.execute(
        select(SetRow.revision_id).where(SetRow.slug == slug, SetRow.revision_id.is_not(None))
    ).scalar()
    return None if found is None else shelf(connection).get(connection, found)


def unpack(document: bytes) -> str:
    """A stored document as canonical JSON."""
    return zlib.decompress(document).decode()


def pack(document: str) -> bytes:
    """Canonical JSON as it is stored."""
    return zlib.compress(document.encode(), 6)


def _compile(connection: Connection, revision_id: int) -> Compiled:
    row = connection.execute(
        select(RevisionRow.id, RevisionRow.set_id, RevisionRow.number, RevisionRow.document).where(
            RevisionRow.id == revision_id
        )
    ).one_or_none()
    if row is None:
        raise UnknownQuestion("the question belongs to a revision that is not stored here")
    facts = load.from_document(unpack(row.document))
    return Compiled(row.id, row.set_id, row.number, facts, _card_ids(connection, facts))


def _rest() -> None:
    """Spare what is compiled from being walked at every full collection of garbage: it only grows old."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _card_ids(connection: Connection, facts: FactSet) -> Mapping[str, int]:
    origins = {card.origin for card in keys_of(facts)}
    rows = connection.execute(select(CardKey.key, CardKey.id).where(CardKey.origin.in_(origins)))
    return {row.key: row.id for row in rows}
