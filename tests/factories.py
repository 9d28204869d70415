"""Small sets of facts for tests, said in few words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from quizapp.core.calendar import parse_date, parse_month_day
from quizapp.core.facts import (
    Attribute,
    Claim,
    Decoy,
    Entity,
    EntityRef,
    EntityType,
    Fact,
    FactSet,
    Name,
    NearTruth,
    Number,
    Point,
    Source,
    Unknown,
    Value,
    Wording,
)
from quizapp.core.questions import Card

UNKNOWN = Unknown()


@dataclass
class SetDraft:
    """A set under construction; ids are made as the set format makes them."""

    slug: str = "towns"
    language: str = "en"
    party: bool = False
    sources: dict[str, Source] = field(default_factory=dict)
    types: dict[str, EntityType] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.source("book", "the town register", party=self.party)

    def source(self, id: str, short: str, party: bool = False, **more: Any) -> SetDraft:
        self.sources[id] = Source(id=id, title=more.pop("title", short), short=short, party=party, **more)
        return self

    def type(self, id: str, many: str = "", parent: str = "") -> SetDraft:
        self.types[id] = EntityType(id=id, one={"en": id}, many={"en": many or id + "s"}, parent=parent)
        return self

    def attribute(self, id: str, value_type: str = "text", of: str = "town", **more: Any) -> SetDraft:
        said = [
            key
            for key, text in more.items()
            if key in Wording.__dataclass_fields__ and text is not bool(text)
        ]
        texts = {key: more.pop(key) for key in said}
        if texts:
            more["wording"] = {"en": {"": Wording(**texts)}}
        more["decoys"] = tuple(
            Decoy(value=as_value(value, value_type), why=why) for value, why in more.pop("decoys", {}).items()
        )
        self.attributes[id] = Attribute(id=id, value_type=value_type, of=(of,), **more)  # type: ignore[arg-type]
        if of not in self.types:
            self.type(of)
        return self

    def entity(self, id: str, *names: str | Name, type: str = "town", **more: Any) -> SetDraft:
        if type not in self.types:
            self.type(type)
        shown = names or ((id.replace("-", " ").title(),) if "describe" not in more else ())
        given = tuple(Name(text=name) if isinstance(name, str) else name for name in shown)
        if isinstance(more.get("point"), tuple):
            more["point"] = Point(*more["point"])
        self.entities[id] = Entity(id=id, type=type, names=given, **more)
        return self

    def fact(self, entity: str, attribute: str, value: Any, **more: Any) -> SetDraft:
        """A fact of one value; of several sources where `value` is a mapping from source to value."""
        if entity not in self.entities:
            self.entity(entity, type=self.attributes[attribute].of[0])
        kind = self.attributes[attribute].value_type
        by_source = value if isinstance(value, Mapping) else {"book": value}
        marks = {key: more.pop(key) for key in ("derived", "inferred", "note") if key in more}
        claims = tuple(
            Claim(value=as_value(one, kind), source=source, locator="1", **marks)
            for source, one in by_source.items()
        )
        near = {as_value(one, kind): note for one, note in dict(more.pop("never_offer", {})).items()}
        qualifiers = more.pop("qualifiers", {})
        id = more.pop("id", ".".join([entity, attribute, *qualifiers.values(), *more.pop("member", ())]))
        self.facts[id] = Fact(
            id=id,
            entity=entity,
            attribute=attribute,
            claims=claims,
            qualifiers=qualifiers,
            order=len(self.facts),
            never_offer=tuple(NearTruth(value=one, note=note) for one, note in near.items()),
            decoys=tuple(
                Decoy(value=as_value(one, kind), why=why) for one, why in dict(more.pop("decoys", {})).items()
            ),
            **more,
        )
        return self

    def members(self, entity: str, attribute: str, *values: str, complete: bool = True) -> SetDraft:
        for value in values:
            self.fact(
                entity,
                attribute,
                value,
                member=(value,),
                list_id=f"{entity}.{attribute}",
                complete=complete,
            )
        return self

    def build(self, **more: Any) -> FactSet:
        text = repr((self.slug, self.facts, self.entities, self.attributes, sorted(more)))
        return FactSet(
            slug=self.slug,
            title=self.slug.title(),
            hash=hashlib.sha256(text.encode()).hexdigest(),
            language=self.language,
            sources=self.sources,
            types=self.types,
            attributes=self.attributes,
            entities=self.entities,
            facts=self.facts,
            **more,
        )


def as_value(value: Any, kind: str) -> Value:
    """A value from its machine form."""
    if isinstance(value, Unknown):
        return value
    if kind == "date":
        return parse_date(value)
    if kind == "month-day":
        return parse_month_day(value)
    if kind == "entity":
        return EntityRef(value)
    if kind == "number":
        return value if isinstance(value, Number) else Number(Decimal(str(value)))
    return Point(*value) if kind == "point" else value


def capitals(**more: Any) -> SetDraft:
    """Eight states with their capitals."""
    draft = SetDraft("capitals", **more)
    draft.type("state").type("city", "cities")
    draft.attribute("capital", "entity", of="state", range=("city",))
    pairs = "France Paris,Spain Madrid,Italy Rome,Austria Vienna,Poland Warsaw,Norway Oslo"
    for state, city in (pair.split() for pair in f"{pairs},Greece Athens,Cuba Havana".split(",")):
        draft.entity(city.lower(), city, type="city").fact(state.lower(), "capital", city.lower())
    return draft


def foundings(*dates: str, **more: Any) -> SetDraft:
    """Towns A, B, C … founded on the given dates."""
    draft = SetDraft(**more).attribute(
        "founded",
        "date",
        forward="on which date{in_year} was {entity} founded?",
        reverse="which of these towns was founded on {value}?",
        statement="{entity} was founded on {value}.",
        why="the founding of {entity}",
    )
    names = ("Arden", "Brill", "Corve", "Dulas", "Elwy", "Fyne", "Garry", "Hamble", "Isla", "Jura")
    for name, date in zip(names, dates, strict=False):
        draft.fact(name.lower(), "founded", date)
    return draft


def card(draft: SetDraft, fact: str, direction: str = "forward") -> Card:
    """The card of a fact of a draft."""
    return Card(draft.slug, fact, direction)  # type: ignore[arg-type]
