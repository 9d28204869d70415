"""Sets of facts: entities, attributes, and claims with their sources.

A `FactSet` is immutable and complete: lists are already taken apart into one fact per member,
defaults are filled in, and every reference points at something that exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from quizapp.core.calendar import MonthDay, PartialDate

ValueType = Literal["date", "month-day", "entity", "number", "text", "point"]
Level = Literal["core", "more", "detail"]
Bound = Literal["exact", "about", "more-than", "at-least"]
EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a source writes it."""

    amount: Decimal
    unit: str = ""
    bound: Bound = "exact"

    @property
    def is_lower_bound(self) -> bool:
        """Whether larger figures may be true as well."""
        return self.bound in ("more-than", "at-least")


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A value that is an entity of the set."""

    id: str


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """The source leaves the value open: never asked, and never a reason to call anything wrong."""


Value = PartialDate | MonthDay | EntityRef | Number | Point | str | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that asserts things."""

    id: str
    title: str
    short: str
    """The neutral short name used for attribution, such as "the Azerbaijani account"."""
    issuer: str = ""
    date: str = ""
    kind: str = ""
    party: bool = False
    """Whether its issuer is a party to the matter: then every question names it."""
    url: str = ""
    note: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One of the names of an entity."""

    text: str
    language: str = ""
    used_by: str = ""
    """Who uses this name, where people differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityType:
    """What sort of thing an entity is; `parent` makes a hierarchy."""

    id: str
    one: Mapping[str, str]
    """Singular by language, such as {"en": "town"}."""
    many: Mapping[str, str]
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing with names."""

    id: str
    type: str
    names: tuple[Name, ...]
    """The first name is the one shown; an event may have none and be described instead."""
    describe: tuple[str, ...] = ()
    """Phrases that can stand for it where a name would give the answer away."""
    point: Point | None = None
    part_of: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    """Entities (or things outside the set) with the same name: never offered beside this one."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoy:
    """A value that the author asserts to be wrong, with the reason."""

    value: Value
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearTruth:
    """A value that other accounts give or that nearly fits: never offered, explained when typed."""

    value: Value
    note: str = ""
    source: str = ""
    """The document that gives it, if the set names one: then learners are asked who says what."""
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The templates of one attribute in one language, in the closed grammar of `core.wording`."""

    forward: str = ""
    reverse: str = ""
    statement: str = ""
    label: str = ""
    """How the entity is shown as an option or answer of a reverse question."""
    why: str = ""
    """What an option is, shown to learners: "17 October: the town of Fuzuli"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A typed question one can ask of an entity."""

    id: str
    value_type: ValueType
    of: tuple[str, ...]
    """The entity types that have it; a type includes its descendants."""
    range: tuple[str, ...] = ()
    """For entity values: the types the value may have."""
    role: str = ""
    """For dates: took-place, announced-on, agreed-on, in-force-from, signed-on, dated, given-on."""
    title: str = ""
    """What it is called in default wordings; its id where nothing is said."""
    many: bool = False
    """Whether an entity may have several values (lists become one fact per member)."""
    functional: bool = True
    inverse_functional: bool = False
    reverse: bool = True
    """Whether the reverse direction may be asked at all."""
    kinds: tuple[str, ...] | None = None
    """If given, only these kinds are used; with none of them it is never asked."""
    unit: str = ""
    decoys: tuple[Decoy, ...] = ()
    reverse_decoys: tuple[Decoy, ...] = ()
    """Entities, or names of things outside the set, asserted not to have the value."""
    wording: Mapping[str, Mapping[str, Wording]] = field(default_factory=lambda: EMPTY)
    """Language, then entity type ("" for all others), to the templates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source's assertion of a value."""

    value: Value
    source: str
    locator: str = ""
    quote: str = ""
    note: str = ""
    inferred: str = ""
    """What was inherited from the context, such as "year"."""
    derived: str = ""
    """How the value was worked out, if the source does not state it: never a plain key."""
    cites: str = ""
    """The document that the source names for it, such as the decree that an account tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is authored, cited, remembered and measured."""

    id: str
    entity: str
    attribute: str
    claims: tuple[Claim, ...]
    qualifiers: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    """Part of the key, such as {"district": "fuzuli-district"}; values are entity ids or text."""
    list_id: str = ""
    """The id that the members of one list share."""
    complete: bool = False
    """For a list's member: the list names every member there is in the source."""
    topic: str = ""
    level: Level = "core"
    order: int = 0
    """Position in the set, by which new cards are introduced within a level."""
    sensitive: str = ""
    asked: bool = True
    """False where the fact is kept but not asked by default."""
    after: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    """Further spellings of a text or of an entity's name that are right when typed."""
    never_offer: tuple[NearTruth, ...] = ()
    decoys: tuple[Decoy, ...] = ()
    reverse_decoys: tuple[Decoy, ...] = ()
    note: str = ""
    origin: str = ""
    """The set in which the fact was first written, if this set is a copy of that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenQuestion:
    """A question an instructor wrote or imported whole; `body` has the shape of a question line."""

    id: str
    kind: str
    body: Mapping[str, Any]
    topic: str = ""
    level: Level = "core"
    order: int = 0
    asked: bool = True
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSet:
    """A whole set, ready to be asked."""

    slug: str
    title: str
    hash: str
    """Content hash of the canonical document: the revision's identity (lower-case hex)."""
    summary: str = ""
    language: str = "en"
    general: bool = True
    """False where the subject is one region's or one conflict's: listed after the general sets."""
    licence: str = ""
    credits: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=lambda: EMPTY)
    types: Mapping[str, EntityType] = field(default_factory=lambda: EMPTY)
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: EMPTY)
    entities: Mapping[str, Entity] = field(default_factory=lambda: EMPTY)
    facts: Mapping[str, Fact] = field(default_factory=lambda: EMPTY)
    written: Mapping[str, WrittenQuestion] = field(default_factory=lambda: EMPTY)
    loaded_terms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)
    """Language to the terms that stand in no stem, option or statement outside a quotation."""
