"""The places and the dated facts of a set, and how well a learner knows each: read only, four statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core import labels, naming, statements, wording
from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.facts import Fact, FactSet, Point, Unknown
from quizapp.core.gazetteer import facts_by_place, points
from quizapp.core.material import Material
from quizapp.core.memory.formulas import recall
from quizapp.core.study_days import days_between
from quizapp.db.study import CardRow
from quizapp.services.errors import NotFound
from quizapp.services.library.shelf import Compiled, current
from quizapp.services.study import rows
from quizapp.services.study.desk import study_day
from quizapp.services.study.figures import strength_of
from quizapp.services.study.fits import parameters_of

STRENGTHS = ("new", "learning", "young", "strong")
When = PartialDate | MonthDay
T = TypeVar("T", PartialDate, MonthDay)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a learner stands with one fact."""

    strength: str
    """new, learning, young or strong: the weaker one where both directions were met."""
    recall: float | None = None
    """Predicted recall now; None before the first meeting."""


UNMET = Standing(strength="new")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact in words."""

    id: str
    sentence: str
    label: str
    """A few words for a drawing."""
    account: str
    """Whose account it is, where that has to be said; else ""."""
    others: tuple[tuple[str, str], ...]
    """What other sources give instead: their short names and the values in words."""
    note: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something of the set that lies somewhere, with its facts."""

    id: str
    name: str
    type: str
    """The word for what it is, in the set's language."""
    point: Point
    facts: tuple[Fact, ...]
    strength: str
    """The middle one of its facts (the weaker of two); new only where none was met."""


@dataclass(frozen=True)
class Atlas:
    """One set as its map and its timeline see it."""

    material: Material
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By fact id; only what was met."""
    sensitive: bool = False
    """Whether the learner wants what is sensitive, or kept but not asked."""

    @property
    def facts(self) -> FactSet:
        """The set."""
        return self.material.facts

    @cached_property
    def places(self) -> Sequence[Place]:
        """Every place that has a fact to tell, in the set's order."""
        found = facts_by_place(self.material)
        spots = points(self.material)
        made = (self._place(id, spots[id], found[id]) for id in spots)
        return tuple(place for place in made if place.facts)

    def _place(self, id: str, point: Point, facts: Sequence[Fact]) -> Place:
        entity = self.facts.entities[id]
        shown = tuple(fact for fact in facts if self._visible(fact) and self.material.value(fact) is not None)
        return Place(
            id=id,
            name=naming.display(entity),
            type=naming.type_word(self.material, entity.type),
            point=point,
            facts=shown,
            strength=middle([self.standing(fact).strength for fact in shown]),
        )

    @cached_property
    def dated(self) -> Sequence[tuple[PartialDate, Fact]]:
        """Every fact with a date, in order of time."""
        return sorted(self._valued(PartialDate), key=lambda item: (item[0].order, item[1].order))

    @cached_property
    def recurring(self) -> Sequence[tuple[MonthDay, Fact]]:
        """Every fact with a day that recurs each year, by that day."""
        return sorted(self._valued(MonthDay), key=lambda item: (item[0].order, item[1].order))

    @cached_property
    def undated(self) -> Sequence[Fact]:
        """Facts whose date the sources leave open."""
        return [
            fact
            for fact in self.facts.facts.values()
            if self.facts.attributes[fact.attribute].value_type in ("date", "month-day")
            and all(isinstance(claim.value, Unknown) for claim in fact.claims)
            and (self.sensitive or not fact.sensitive)
        ]

    def standing(self, fact: Fact) -> Standing:
        """How the learner stands with a fact."""
        return self.standings.get(fact.id, UNMET)

    def told(self, fact: Fact) -> Told:
        """A fact in words."""
        claim = self.material.claim(fact)
        source = self.facts.sources[(claim or fact.claims[0]).source]
        said = statements.sentence(self.material, fact)
        return Told(
            id=fact.id,
            sentence=wording.raised(said),
            label=labels.why(self.material, fact) or labels.label(self.material, fact),
            account=source.short if source.party else "",
            others=tuple(self._others(fact)),
            note=(claim or fact.claims[0]).note or fact.note,
            standing=self.standing(fact),
        )

    def _others(self, fact: Fact) -> Iterator[tuple[str, str]]:
        own = self.material.value(fact)
        for claim in fact.claims:
            if own is not None and claim.value != own and not isinstance(claim.value, Unknown):
                yield self.facts.sources[claim.source].short, wording.words(self.material, claim.value)

    def _valued(self, value_type: type[T]) -> Iterator[tuple[T, Fact]]:
        for fact in self.facts.facts.values():
            value = self.material.value(fact) if self._visible(fact) else None
            if isinstance(value, value_type):
                yield value, fact

    def _visible(self, fact: Fact) -> bool:
        return self.sensitive or (fact.asked and not fact.sensitive)


@dataclass(frozen=True, slots=True)
class Views:
    """Which views a set has."""

    map: bool
    timeline: bool


def views(session: Session, slug: str) -> Views:
    """Whether a set has places and dates to draw; neither for a set that does not exist."""
    compiled = current(session, slug)
    if compiled is None:
        return Views(map=False, timeline=False)
    known: dict[str, Views] = compiled.generator.material.memory("views")
    if "views" not in known:
        plain = Atlas(compiled.generator.material)
        known["views"] = Views(map=bool(plain.places), timeline=bool(plain.dated or plain.recurring))
    return known["views"]


def atlas(session: Session, learner_id: int | None, slug: str, now: datetime) -> Atlas:
    """A set's places and dates with the learner's strength in each fact. Raises NotFound."""
    compiled = current(session, slug)
    if compiled is None:
        raise NotFound(f"there is no set {slug!r}")
    material = compiled.generator.material
    if learner_id is None:
        return Atlas(material)
    found = rows.read_whole(session.connection(), learner_id, set_id=compiled.set_id, lock=False)
    if found.learner is None:
        return Atlas(material)
    sensitive = bool(found.enrolment and found.enrolment.sensitive)
    return Atlas(material, _standings(session, learner_id, compiled, found.learner, now), sensitive)


def _standings(
    session: Session, learner_id: int, compiled: Compiled, learner: rows.LearnerView, now: datetime
) -> Mapping[str, Standing]:
    parameters = parameters_of(session.connection(), learner_id, learner.fit_id)
    day = study_day(learner, now)
    cards = session.execute(
        select(CardRow.card_id, CardRow.stability, CardRow.last_day).where(
            CardRow.learner_id == learner_id, CardRow.set_id == compiled.set_id
        )
    )
    found: dict[str, Standing] = {}
    for row in cards:
        card = compiled.cards.get(row.card_id)
        if card is not None:
            chance = recall(parameters, row.stability, days_between(row.last_day, day))
            standing = Standing(strength=strength_of(row.stability), recall=chance)
            found[card.fact] = _weaker(found.get(card.fact, standing), standing)
    return found


def _weaker(one: Standing, other: Standing) -> Standing:
    return min(one, other, key=lambda standing: (STRENGTHS.index(standing.strength), standing.recall or 0))


def middle(strengths: Sequence[str]) -> str:
    """The middle strength, the weaker of two middle ones; new only where all are new."""
    ranks = sorted(STRENGTHS.index(strength) for strength in strengths)
    if not ranks or not ranks[-1]:
        return "new"
    return STRENGTHS[max(1, ranks[(len(ranks) - 1) // 2])]
