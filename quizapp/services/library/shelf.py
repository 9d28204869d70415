"""Compiled revisions, kept per process. A revision never changes, so nothing here can be stale."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.core.errors import UnknownQuestion
from quizapp.core.facts import FactSet
from quizapp.core.questions import Card
from quizapp.db.library import CardKey, RevisionRow, SetRow
from quizapp.services.library.differences import keys_of
from quizapp.services.library.results import REVISION_DIGITS

if TYPE_CHECKING:
    from quizapp.core.generation import Generator

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
        from quizapp.core.generation import Generator

        return Generator(self.facts)

    @property
    def slug(self) -> str:
        """The set's slug."""
        return self.facts.slug

    @cached_property
    def cards(self) -> Mapping[int, Card]:
        """Number to card, in the set's order."""
        return {self.ids[card.key]: card for card in self.generator.cards() if card.key in self.ids}


class Shelf:
    """The least recently used revisions leave first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[int, Compiled] = OrderedDict()
        self._by_short: dict[str, int] = {}

    def get(self, connection: Connection, revision_id: int) -> Compiled:
        """A revision, compiled now if it is not there. Raises UnknownQuestion when there is none."""
        with self._lock:
            kept = self._kept.get(revision_id)
            if kept is not None:
                self._kept.move_to_end(revision_id)
                return kept
        compiled = _compile(connection, revision_id)
        with self._lock:
            self._kept[revision_id] = compiled
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


_SHELVES: WeakKeyDictionary[Engine, Shelf] = WeakKeyDictionary()


def shelf(connection: Connection) -> Shelf:
    """The shelf of the database that the connection is to."""
    return _SHELVES.setdefault(connection.engine, Shelf())


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


def _card_ids(connection: Connection, facts: FactSet) -> Mapping[str, int]:
    origins = {card.origin for card in keys_of(facts)}
    rows = connection.execute(select(CardKey.key, CardKey.id).where(CardKey.origin.in_(origins)))
    return {row.key: row.id for row in rows}
