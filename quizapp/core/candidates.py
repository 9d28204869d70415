"""What could stand beside the key: other facts' values, other entities, and the author's decoys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from quizapp.core import labels, naming, wording
from quizapp.core.calendar import MonthDay, PartialDate, day_date, grain, month_date, year_date
from quizapp.core.facts import Decoy, EntityRef, Fact, Number, Point, Value
from quizapp.core.material import Material
from quizapp.core.neighbours import Chart, Line
from quizapp.core.spelling.folding import unordered
from quizapp.core.truth import is_closed

Form = tuple[str, ...]
Extent = tuple[Form, str, str]
"""Form, attribute and type of entity; "" for all."""
_GRAINS = {"time": "day", "day": "day", "month": "month", "year": "year"}
"""The grain of a date by its precision, where that tells."""
_FINER = {"day": ("time",), "month": ("time", "day"), "year": ("time", "day", "month")}
"""Precision to those finer ones that can be said by it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible wrong option."""

    text: str
    order: Any
    """Where it stands among options: time, size, or name."""
    value: Value
    fact: Fact | None = None
    """The fact whose value (or entity) it is; None for a decoy or an entity without such a fact."""
    reason: str = ""
    """The author's words for a decoy."""
    folded: str = field(init=False)
    """What it has in common with other ways to write it."""
    sensitive: bool = field(init=False)
    """Whether it comes from a fact that is off by default."""

    def __post_init__(self) -> None:
        named = isinstance(self.value, (str, EntityRef))
        object.__setattr__(self, "folded", unordered(self.text) if named else self.text)
        object.__setattr__(self, "sensitive", self.fact is not None and bool(self.fact.sensitive))


def natural_order(value: Value, text: str) -> Any:
    """The key by which options stand: times and figures ascending, names alphabetical."""
    if isinstance(value, (PartialDate, MonthDay)):
        return value.order
    return value.amount if isinstance(value, Number) else naming.alphabetical(text)


def form(material: Material, value: Value) -> Form:
    """What options have to share to stand beside each other: precision, unit, or type of entity."""
    if isinstance(value, PartialDate):
        return ("date", value.precision, _GRAINS.get(value.precision) or grain(value))
    if isinstance(value, Number):
        return ("number", value.unit)
    if isinstance(value, EntityRef):
        return ("entity", material.facts.entities[value.id].type)
    return ("month-day",) if isinstance(value, MonthDay) else ("text",)


def of_value(material: Material, fact: Fact) -> Candidate:
    """The fact's value as a candidate. Raises ValueError where it cannot be asked."""
    known: dict[str, Candidate] = material.memory("candidates of values")
    found = known.get(fact.id)
    if found is None:
        value = material.value(fact)
        if value is None:
            raise ValueError(f"{fact.id} has no value that could be asked")
        found = known[fact.id] = _standing(material, value, fact)
    return found


def of_label(material: Material, fact: Fact) -> Candidate:
    """The fact's entity under its label as a candidate."""
    known: dict[str, Candidate] = material.memory("candidates of labels")
    found = known.get(fact.id)
    if found is None:
        text = labels.label(material, fact)
        found = Candidate(text, naming.alphabetical(text), EntityRef(fact.entity), fact)
        known[fact.id] = found
    return found


def _standing(material: Material, value: Value, fact: Fact | None = None, reason: str = "") -> Candidate:
    text = wording.words(material, value, bound=False)
    return Candidate(text, natural_order(value, text), value, fact, reason)


def of_decoy(material: Material, decoy: Decoy) -> Candidate:
    """A decoy as a candidate."""
    return _standing(material, decoy.value, reason=decoy.why)


class Scope:
    """Candidates of one form, each value once, in the orders in which they can be near to a key."""

    def __init__(self, material: Material, candidates: Sequence[Candidate]) -> None:
        self.size = len(candidates)
        distinct: dict[Any, Candidate] = {}
        for candidate in candidates:
            first = distinct.setdefault((candidate.folded, candidate.value), candidate)
            if first.sensitive and not candidate.sensitive:
                distinct[candidate.folded, candidate.value] = candidate
        self._material = material
        self.candidates = tuple(distinct.values())

    @cached_property
    def line(self) -> Line[Candidate]:
        """In natural order."""
        return Line(self.candidates, [candidate.order for candidate in self.candidates])

    @cached_property
    def in_set(self) -> Line[Candidate]:
        """In the order of the set, where what belongs together stands together."""
        places = [candidate.fact.order if candidate.fact else -1 for candidate in self.candidates]
        return Line(self.candidates, places)

    @cached_property
    def by_value(self) -> Line[Candidate]:
        """For entities under their labels: in the order of the time or figure asked about."""
        valued = [
            (candidate, natural_order(value, ""))
            for candidate in self.candidates
            if candidate.fact and (value := self._material.value(candidate.fact)) is not None
        ]
        return Line([candidate for candidate, _ in valued], [order for _, order in valued])

    @cached_property
    def chart(self) -> Chart[Candidate]:
        """On the map."""
        placed = [(point_of(self._material, candidate), candidate) for candidate in self.candidates]
        return Chart([(point, candidate) for point, candidate in placed if point])


def point_of(material: Material, candidate: Candidate) -> Point | None:
    """Where the candidate lies: its own point, or that of the place its fact names."""
    if not isinstance(candidate.value, EntityRef):
        return None
    point = material.facts.entities[candidate.value.id].point
    if point is None and candidate.fact and candidate.fact.entity == candidate.value.id:
        value = material.value(candidate.fact)
        if isinstance(value, EntityRef):
            return material.facts.entities[value.id].point
    return point


def value_scope(material: Material, shape: Form, attribute: str = "", entity_type: str = "") -> Scope:
    """Values of one form: of one attribute and type of entity, of one attribute, or of all."""
    known: dict[Extent, Scope] = material.memory("value scopes")
    key = (shape, attribute, entity_type)
    found = known.get(key)
    if found is None:
        facts = material.facts_with(attribute) if attribute else material.facts.facts.values()
        chosen = (fact for fact in facts if not entity_type or material.is_a(fact.entity, (entity_type,)))
        candidates = tuple(_values(material, chosen, shape))
        found = known[key] = _same_scope(material, shape, candidates) or Scope(material, candidates)
    return found


def _same_scope(material: Material, shape: Form, candidates: Sequence[Candidate]) -> Scope | None:
    """The scope there is of the same candidates: wherever one extent holds the other, counting tells."""
    fact = candidates[0].fact if candidates else None
    if fact is None:
        return None
    known: dict[Extent, Scope] = material.memory("value scopes")
    extents = ((fact.attribute, material.entity(fact).type), (fact.attribute, ""), ("", ""))
    scopes = (known.get((shape, *extent)) for extent in extents)
    return next((scope for scope in scopes if scope and scope.size == len(candidates)), None)


def _values(material: Material, facts: Iterable[Fact], shape: Form) -> Iterator[Candidate]:
    for fact in facts:
        value = material.value(fact)
        if isinstance(value, PartialDate):
            said = _said_as(value, shape) if shape[0] == "date" else None
            if said is not None:
                yield of_value(material, fact) if said is value else _standing(material, said, fact)
        elif value is not None and not isinstance(value, Point) and form(material, value) == shape:
            yield of_value(material, fact)


def _said_as(date: PartialDate, shape: Form) -> PartialDate | None:
    """The date in the form wanted, if it can be said so: a day by its month, a month by its year."""
    if date.about:
        return None
    wanted = shape[1]
    if date.precision == wanted:
        return date if grain(date) == shape[2] else None
    if date.precision not in _FINER.get(wanted, ()):
        return None
    year, month, day = date.start
    if wanted == "day":
        return day_date(year, month, day)
    return month_date(year, month) if wanted == "month" else year_date(year)


def type_scope(material: Material, entity_type: str) -> Scope:
    """All entities of one type that have a name."""
    known: dict[str, Scope] = material.memory("type scopes")
    if entity_type not in known:
        entities = (material.facts.entities[one] for one in material.of_type.get(entity_type, ()))
        named = [_standing(material, EntityRef(entity.id)) for entity in entities if entity.names]
        known[entity_type] = Scope(material, named)
    return known[entity_type]


def label_scope(material: Material, attribute: str, shape: Form, types: tuple[str, ...]) -> Scope:
    """Entities of the types by their labels, from facts of one attribute whose value is known and alone."""
    known: dict[tuple[str, Form, tuple[str, ...]], Scope] = material.memory("label scopes")
    key = (attribute, shape, types)
    if key not in known:
        chosen = (
            fact
            for fact in material.facts_with(attribute)
            if material.entity(fact).type in types
            and (value := material.value(fact)) is not None
            and form(material, value) == shape
            and is_closed(material, fact)
        )
        known[key] = Scope(material, [of_label(material, fact) for fact in chosen])
    return known[key]


def label_bearers(material: Material, attribute: str) -> dict[str, tuple[Fact, ...]]:
    """Folded label to the facts of the attribute whose entities stand under it."""
    known: dict[str, dict[str, tuple[Fact, ...]]] = material.memory("label bearers")
    if attribute not in known:
        found: dict[str, list[Fact]] = {}
        for fact in material.facts_with(attribute):
            found.setdefault(of_label(material, fact).folded, []).append(fact)
        known[attribute] = {text: tuple(facts) for text, facts in found.items()}
    return known[attribute]
