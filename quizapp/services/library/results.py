"""What the library services take and give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

REVISION_DIGITS = 12
"""Hex digits of the content hash by which question ids name a revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source as the pages of a set name it."""

    id: str
    title: str
    short: str
    party: bool
    issuer: str = ""
    date: str = ""
    url: str = ""


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
