"""Wrong options with a reason: near to the key, provably wrong, and of its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from quizapp.core import stems, wording
from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.candidates import (
    Candidate,
    form,
    label_bearers,
    label_scope,
    natural_order,
    of_decoy,
    of_label,
    of_value,
    type_scope,
    value_scope,
)
from quizapp.core.facts import EntityRef, Fact, Number, Point, Value
from quizapp.core.material import Material
from quizapp.core.questions import Direction
from quizapp.core.truth import (
    a_day_apart,
    is_closed,
    is_tied,
    kin_around,
    may_coincide,
    times_close_by,
    too_tight,
    truths,
)
from quizapp.core.vicinity import Both, alternating, both_sides, mixed, multiples, of_magnitude

SIDE = 3
"""How many candidates are kept on either side of the key in natural order: as many as are usually shown."""
NAMES = 4
"""As many at least where names are asked: they differ in length, and no length may be right more often."""
PROBES = 40
"""How many neighbours are looked at before a source counts as exhausted."""
FEW = 4
"""With fewer candidates than this, decoys and other types of entity are looked at as well."""
SPANS = ("time", "range", "open")
"""Precisions of dates that may share a day without being the same."""

IsWrong = Callable[[Candidate], bool]


class Pool:
    """Candidates that are wrong and can all stand beside the key and each other, nearest first."""

    def __init__(self, material: Material, key: Candidate, is_wrong: IsWrong, side: int) -> None:
        self.key = key
        self._is_wrong = is_wrong
        self._material = material
        self._texts = {key.folded}
        self._spans = isinstance(key.value, PartialDate) and key.value.precision in SPANS
        self._blocked = set(material.kin(key.value.id)) if isinstance(key.value, EntityRef) else set()
        self.side = side
        self._room = [max(side, NAMES) if isinstance(key.value, (EntityRef, str)) else side] * 2
        self.taken: list[Candidate] = []

    @property
    def full(self) -> bool:
        """Whether each side of the key has its share."""
        return not any(self._room)

    def offer(self, candidates: Iterable[Candidate], *, one_sided: bool = False) -> None:
        """Take what fits, until each side has its share; `one_sided`: all are on the same side."""
        own, room, texts = self.key.order, self._room, self._texts
        for candidate in islice(candidates, PROBES):
            before = candidate.order < own
            if not room[before]:
                if one_sided or not room[not before]:
                    return
            elif candidate.folded not in texts and self._fits(candidate):
                self._take(candidate)
                room[before] -= 1

    def offer_both(self, sides: Both) -> None:
        """Take what fits from either side of a line."""
        for candidates in sides:
            self.offer(candidates, one_sided=True)

    def _fits(self, candidate: Candidate) -> bool:
        if candidate.sensitive and not self.key.sensitive:
            return False
        value = candidate.value
        if isinstance(value, EntityRef):
            return value.id not in self._blocked and self._is_wrong(candidate)
        if self._spans and _coincides(value, [other.value for other in self.taken]):
            return False
        return self._is_wrong(candidate)

    def _take(self, candidate: Candidate) -> None:
        self.taken.append(candidate)
        self._texts.add(candidate.folded)
        if isinstance(candidate.value, EntityRef):
            self._blocked |= self._material.kin(candidate.value.id)


def _coincides(one: Value, others: Iterable[Value]) -> bool:
    """Whether one of the others lies on a day of this one; of two moments, whether they may be one."""
    for other in others:
        if not (isinstance(one, PartialDate) and isinstance(other, PartialDate)):
            if one == other:
                return True
        elif one.overlaps(other) and may_coincide(one, other):
            return True
    return False


def key_of(material: Material, fact: Fact, direction: Direction) -> Candidate:
    """The right option as it would stand among the others."""
    return of_label(material, fact) if direction == "reverse" else of_value(material, fact)


def pool(material: Material, fact: Fact, direction: Direction, side: int = SIDE) -> tuple[Candidate, ...]:
    """What may be offered as wrong beside the fact's value (or entity), nearest first, `side` on a side."""
    known: dict[tuple[str, Direction, int], tuple[Candidate, ...]] = material.memory("pools")
    key = (fact.id, direction, side)
    found = known.get(key)
    if found is None:
        value = material.value(fact)
        if value is None or isinstance(value, Point):
            found = ()
        elif direction == "reverse":
            found = _reverse(material, fact, value, side)
        else:
            found = _forward(material, fact, value, side)
        known[key] = found
    return found


def _forward(material: Material, fact: Fact, value: Value, side: int) -> tuple[Candidate, ...]:
    pool = Pool(material, key_of(material, fact, "forward"), wrong_value(material, fact, value), side)
    decoys = _decoys(material, fact, value)
    if not (is_closed(material, fact) or material.attribute(fact).inverse_functional):
        pool.offer(decoys)
    elif isinstance(value, Number):
        _offer_figures(material, pool, fact, value, decoys)
    elif isinstance(value, (PartialDate, MonthDay)):
        _offer_times(material, pool, fact, decoys)
    else:
        _offer_names(material, pool, fact, decoys)
    return tuple(pool.taken)


def _offer_times(material: Material, pool: Pool, fact: Fact, decoys: Iterable[Candidate]) -> None:
    shape = form(material, pool.key.value)
    own = material.entity(fact).type
    for entity_type in (own, *material.kinds_of_it(own)):
        if pool.full:
            return
        scope = value_scope(material, shape, fact.attribute, entity_type)
        pool.offer_both(both_sides(scope.line, pool.key))
    pool.offer(decoys)
    if not pool.full:
        pool.offer_both(both_sides(value_scope(material, shape).line, pool.key))


def _offer_figures(
    material: Material, pool: Pool, fact: Fact, value: Number, decoys: Iterable[Candidate]
) -> None:
    shape = form(material, value)
    for entity_type in (material.entity(fact).type, ""):
        if not pool.full:
            scope = value_scope(material, shape, fact.attribute, entity_type)
            pool.offer_both(of_magnitude(scope.line, pool.key, value))
    pool.offer(decoys)
    if value.unit and not pool.full:
        pool.offer_both(of_magnitude(value_scope(material, shape).line, pool.key, value))
    if len(pool.taken) < pool.side:
        pool.offer(multiples(material, value))


def _offer_names(material: Material, pool: Pool, fact: Fact, decoys: Iterable[Candidate]) -> None:
    shape = form(material, pool.key.value)
    pool.offer(mixed(material, value_scope(material, shape, fact.attribute), pool.key))
    if len(pool.taken) < FEW:
        pool.offer(decoys)
    if len(pool.taken) < FEW and isinstance(pool.key.value, EntityRef):
        pool.offer(mixed(material, type_scope(material, shape[1]), pool.key))


def _decoys(material: Material, fact: Fact, value: Value) -> list[Candidate]:
    """The author's decoys that can stand beside the value: the fact's own, then the attribute's."""
    known: dict[str, list[Candidate]] = material.memory("decoys")
    attribute = material.attribute(fact)
    if attribute.id not in known:
        known[attribute.id] = [of_decoy(material, decoy) for decoy in attribute.decoys]
    own = [of_decoy(material, decoy) for decoy in fact.decoys]
    return [one for one in (*own, *known[attribute.id]) if _of_form(material, one.value, value)]


def _of_form(material: Material, decoy: Value, value: Value) -> bool:
    if isinstance(value, EntityRef) and isinstance(decoy, str):
        return True
    return form(material, decoy) == form(material, value)


def wrong_value(material: Material, fact: Fact, value: Value) -> IsWrong:
    """A test of candidates: whether one is provably wrong beside the fact's value, and no trick."""
    outside = [truths(material, other) for other in stems.asked_alike(material, fact)]
    close_by = times_close_by(material, fact, value)

    named = isinstance(value, (str, EntityRef))
    timed = isinstance(value, (PartialDate, MonthDay))

    def is_wrong(candidate: Candidate) -> bool:
        for one in outside:
            if not one.rule_out(candidate.value) or (named and candidate.folded in one.texts):
                return False
        other = candidate.fact
        if timed and other is not None and too_tight(material, fact, other, candidate.value, value):
            return False
        return not close_by or bool(candidate.reason) or not _coincides(candidate.value, close_by)

    return is_wrong


def _reverse(material: Material, fact: Fact, value: Value, side: int) -> tuple[Candidate, ...]:
    pool = Pool(material, key_of(material, fact, "reverse"), _wrong_entity(material, fact, value), side)
    decoys = (*fact.reverse_decoys, *material.attribute(fact).reverse_decoys)
    for types in _types_by_nearness(material, fact):
        scope = label_scope(material, fact.attribute, form(material, value), types)
        if isinstance(value, (PartialDate, MonthDay, Number)):
            order = natural_order(value, "")
            pool.offer(alternating((scope.by_value.below(order), scope.by_value.above(order)), PROBES))
        if not pool.full:
            pool.offer(mixed(material, scope, pool.key))
        if decoys:
            pool.offer(of_decoy(material, decoy) for decoy in decoys)
        if len(pool.taken) >= FEW:
            break
    return tuple(pool.taken)


def _types_by_nearness(material: Material, fact: Fact) -> Iterator[tuple[str, ...]]:
    """The entity's own type, those akin to it, and all that are asked backwards in the same words."""
    own = material.entity(fact).type
    yield (own,)
    beside = _types_beside(material, fact)
    wider = set(material.kinds_of_it(own))
    yield tuple(one for one in beside if not wider.isdisjoint(material.lineage(one)))
    yield beside


def _types_beside(material: Material, fact: Fact) -> tuple[str, ...]:
    """The other types of entity that are asked backwards in the very same words."""
    own = material.entity(fact).type
    template = wording.worded(material, fact).reverse
    if any(not isinstance(part, str) and part.name in ("type", "types") for part in template):
        return ()
    known: dict[str, dict[str, Fact]] = material.memory("types asked backwards")
    if fact.attribute not in known:
        first = known[fact.attribute] = {}
        for other in material.facts_with(fact.attribute):
            first.setdefault(material.entity(other).type, other)
    return tuple(
        entity_type
        for entity_type, other in known[fact.attribute].items()
        if entity_type != own and wording.worded(material, other).reverse == template
    )


def _wrong_entity(material: Material, fact: Fact, value: Value) -> IsWrong:
    bearers = label_bearers(material, fact.attribute)
    kin = kin_around(material, fact)

    def is_wrong(candidate: Candidate) -> bool:
        alike = bearers.get(candidate.folded, ())
        if candidate.reason and not alike:
            return not isinstance(candidate.value, EntityRef) or candidate.value.id not in kin
        asked = [other for other in alike if other.qualifiers == fact.qualifiers]
        for other in asked:
            if other.entity in kin or is_tied(material, other, kin):
                return False
            if material.has_namesake_outside(other.entity) or not _provably_other(material, other, value):
                return False
        return bool(asked)

    return is_wrong


def _provably_other(material: Material, other: Fact, value: Value) -> bool:
    """Whether the other fact is known to have another value, and not merely one a day away."""
    known = material.value(other)
    if known is None or not is_closed(material, other) or not truths(material, other).rule_out(value):
        return False
    if isinstance(known, Number):
        return not any(isinstance(one, Number) and one.is_lower_bound for one in material.values(other))
    if isinstance(known, PartialDate) and isinstance(value, PartialDate):
        return known.start[0] != value.start[0] or not a_day_apart(known, value)
    return not a_day_apart(known, value)
