"""The sets of a site: listing them, publishing revisions, and the generator of each revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from quizapp.core.facts import FactSet


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source as the pages of a set name it."""

    id: str
    title: str
    short: str
    party: bool
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSummary:
    """One set as a list shows it."""

    id: int
    slug: str
    title: str
    summary: str
    language: str
    general: bool
    licence: str
    facts: int
    cards: int
    topics: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    revision: str
    """Content hash (hex) of the current revision."""
    published_at: datetime
    owner_id: int | None = None

    @property
    def one_sided(self) -> bool:
        """Whether every source is a party to the matter."""
        return bool(self.sources) and all(source.party for source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did."""

    slug: str
    revision: str
    created: bool
    """False when the content was that of the current revision: nothing was changed."""
    added: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    """Facts whose value changed: learners are shown them again."""
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A table that an instructor is working on, not yet published."""

    id: int
    title: str
    body: dict[str, Any]
    changed_at: datetime
    slug: str = ""


def list_sets(session: Session) -> Sequence[SetSummary]:
    """All published sets: general ones first, then by title."""
    raise NotImplementedError


def get_set(session: Session, slug: str) -> SetSummary:
    """One set. Raises NotFound."""
    raise NotImplementedError


def facts_of(session: Session, slug: str) -> FactSet:
    """The current revision of a set, compiled; cached. Raises NotFound."""
    raise NotImplementedError


def publish(session: Session, document: Any, owner_id: int | None, now: datetime) -> Published:
    """Publish a document that the bank has checked as the set's new revision.

    Raises SetError (nothing is changed then), and NotAllowed when the set is another owner's.
    """
    raise NotImplementedError


def load_bank(session: Session, folder: Path, now: datetime) -> Sequence[Published]:
    """Publish every set of a folder of sets. Raises SetError naming the set."""
    raise NotImplementedError


def generator_for(session: Session, revision: str) -> Any:
    """The `core.generation.Generator` of a revision (content hash or its first 12 digits); cached.

    Raises UnknownQuestion when no such revision was published here.
    """
    raise NotImplementedError


def withdraw(session: Session, slug: str, owner_id: int | None, now: datetime) -> None:
    """Take a set off the lists; its revisions, cards and logs stay. Raises NotFound and NotAllowed."""
    raise NotImplementedError


def save_draft(
    session: Session,
    owner_id: int,
    title: str,
    body: dict[str, Any],
    now: datetime,
    *,
    draft_id: int | None = None,
) -> Draft:
    """Keep a draft. Raises NotFound when `draft_id` is not this owner's."""
    raise NotImplementedError


def list_drafts(session: Session, owner_id: int) -> Sequence[Draft]:
    """An instructor's drafts, newest first."""
    raise NotImplementedError


def get_draft(session: Session, owner_id: int, draft_id: int) -> Draft:
    """One draft. Raises NotFound."""
    raise NotImplementedError


def delete_draft(session: Session, owner_id: int, draft_id: int) -> None:
    """Throw a draft away. Raises NotFound."""
    raise NotImplementedError
