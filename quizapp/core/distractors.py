"""Wrong options with a reason: near to the key, provably wrong, and of its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Context, Decimal
from itertools import chain, islice, zip_longest

from quizapp.core import stems, wording
from quizapp.core.calendar import MonthDay, PartialDate, days_between, month_days_between
from quizapp.core.candidates import (
    Candidate,
    Scope,
    form,
    label_bearers,
    label_scope,
    natural_order,
    of_decoy,
    of_label,
    of_value,
    point_of,
    type_scope,
    value_scope,
)
from quizapp.core.facts import EntityRef, Fact, Number, Point, Value
from quizapp.core.material import Material
from quizapp.core.neighbours import Line
from quizapp.core.questions import Direction
from quizapp.core.truth import (
    TIGHT,
    is_closed,
    kin_around,
    may_coincide,
    places,
    times_close_by,
    too_tight,
    truths,
)

SIDE = 4
"""How many candidates are kept on either side of the key in natural order."""
PROBES = 40
"""How many neighbours are looked at before a source counts as exhausted."""
MAGNITUDE = 10
"""Figures more than this many times larger or smaller are no match for the key."""
FEW = 4
"""With fewer candidates than this, figures are made up from the key, and other types of entity asked."""
MULTIPLES = (
    (Decimal("0.5"), "half of it"),
    (Decimal(2), "twice as much"),
    (Decimal(3), "three times as much"),
)
"""Figures to fall back on where the set has no other of the unit."""
EXACTLY = Context(prec=100)
"""Longer than any figure of a set, so that nothing is rounded."""
WHOLE = 100
"""Shares in percent beyond this show that they are made up."""

IsWrong = Callable[[Candidate], bool]


class Pool:
    """Candidates that are wrong and can all stand beside the key and each other, nearest first."""

    def __init__(self, key: Candidate, is_wrong: IsWrong, material: Material) -> None:
        self._key = key
        self._is_wrong = is_wrong
        self._material = material
        self._texts = {key.folded}
        self._blocked = set(material.kin(key.value.id)) if isinstance(key.value, EntityRef) else set()
        self.taken: list[Candidate] = []
        self.below = 0
        self.above = 0

    def offer(self, candidates: Iterable[Candidate]) -> None:
        """Take what fits, until each side has its share."""
        own = self._key.order
        for candidate in islice(candidates, PROBES):
            before = candidate.order < own
            if (self.below if before else self.above) >= SIDE:
                if self.full:
                    return
            elif candidate.folded not in self._texts and self._fits(candidate):
                self._take(candidate, before)

    @property
    def full(self) -> bool:
        """Whether each side of the key has its share."""
        return self.below >= SIDE and self.above >= SIDE

    def _fits(self, candidate: Candidate) -> bool:
        if candidate.sensitive and not self._key.sensitive:
            return False
        value = candidate.value
        if isinstance(value, EntityRef):
            return value.id not in self._blocked and self._is_wrong(candidate)
        if isinstance(value, PartialDate) and _coincides(value, [other.value for other in self.taken]):
            return False
        return self._is_wrong(candidate)

    def _take(self, candidate: Candidate, before: bool) -> None:
        self.taken.append(candidate)
        self._texts.add(candidate.folded)
        if isinstance(candidate.value, EntityRef):
            self._blocked |= self._material.kin(candidate.value.id)
        if before:
            self.below += 1
        else:
            self.above += 1


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


def pool(material: Material, fact: Fact, direction: Direction) -> tuple[Candidate, ...]:
    """Everything that may be offered as wrong beside the fact's value (or entity), nearest first."""
    known: dict[tuple[str, Direction], tuple[Candidate, ...]] = material.memory("pools")
    key = (fact.id, direction)
    if key not in known:
        value = material.value(fact)
        if value is None or isinstance(value, Point):
            known[key] = ()
        elif direction == "reverse":
            known[key] = _reverse(material, fact, value)
        else:
            known[key] = _forward(material, fact, value)
    return known[key]


def _forward(material: Material, fact: Fact, value: Value) -> tuple[Candidate, ...]:
    key = key_of(material, fact, "forward")
    pool = Pool(key, _wrong_value(material, fact, value), material)
    attribute = material.attribute(fact)
    decoys = _decoys(material, fact, value)
    if not (is_closed(material, fact) or attribute.inverse_functional):
        pool.offer(decoys)
        return tuple(pool.taken)
    for source in _sources(material, fact, value, decoys, key):
        if pool.full:
            break
        pool.offer(source)
        if isinstance(value, (EntityRef, str)) and len(pool.taken) >= FEW:
            break
    if isinstance(value, Number) and len(pool.taken) < FEW:
        pool.offer(_multiples(material, value))
    return tuple(pool.taken)


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


def _wrong_value(material: Material, fact: Fact, value: Value) -> IsWrong:
    outside = [truths(material, other) for other in stems.asked_alike(material, fact)]
    close_by = times_close_by(material, fact, value)

    def is_wrong(candidate: Candidate) -> bool:
        for one in outside:
            if candidate.folded in one.texts or not one.rule_out(candidate.value):
                return False
        other = candidate.fact
        if other is not None and too_tight(material, fact, other, candidate.value, value):
            return False
        return bool(candidate.reason) or not _coincides(candidate.value, close_by)

    return is_wrong


def _sources(
    material: Material, fact: Fact, value: Value, decoys: list[Candidate], key: Candidate
) -> Iterator[Iterable[Candidate]]:
    """Where candidates come from, best first."""
    shape = form(material, value)
    own = value_scope(material, shape, fact.attribute, material.entity(fact).type)
    same = value_scope(material, shape, fact.attribute)
    if isinstance(value, (PartialDate, MonthDay)):
        yield from _both_sides(own.line, key)
        for wider in material.kinds_of_it(material.entity(fact).type):
            yield from _both_sides(value_scope(material, shape, fact.attribute, wider).line, key)
        yield decoys
        yield from _both_sides(value_scope(material, shape).line, key)
    elif isinstance(value, Number):
        for scope in (own, same):
            yield from (_of_magnitude(side, value) for side in _both_sides(scope.line, key))
        yield decoys
        if value.unit:
            line = value_scope(material, shape).line
            yield from (_of_magnitude(side, value) for side in _both_sides(line, key))
    else:
        yield _mixed(material, same, key)
        yield decoys
        if isinstance(value, EntityRef):
            yield _mixed(material, type_scope(material, shape[1]), key)


def _both_sides(line: Line[Candidate], key: Candidate) -> tuple[Iterator[Candidate], Iterator[Candidate]]:
    return line.below(key.order), line.above(key.order)


def _of_magnitude(candidates: Iterable[Candidate], key: Number) -> Iterator[Candidate]:
    for candidate in candidates:
        value = candidate.value
        if isinstance(value, Number) and _alike_in_size(value.amount, key.amount):
            yield candidate


def _alike_in_size(one: Decimal, other: Decimal) -> bool:
    if min(abs(one), abs(other)) < 1:
        return abs(one - other) <= MAGNITUDE
    return (one < 0) == (other < 0) and max(abs(one), abs(other)) <= MAGNITUDE * min(abs(one), abs(other))


def _multiples(material: Material, key: Number) -> Iterator[Candidate]:
    """Half, twice and three times the figure, if it is stated as such and they are of its style."""
    if key.bound not in ("exact", "about") or key.amount <= 0:
        return
    for factor, reason in MULTIPLES:
        amount = EXACTLY.multiply(key.amount, factor)
        as_fine = EXACTLY.quantize(amount, key.amount)
        if as_fine != amount or (key.unit == "%" and amount > WHOLE):
            continue
        value = Number(as_fine, key.unit, key.bound)
        yield Candidate(wording.words(material, value, bound=False), amount, value, reason=reason)


def _mixed(material: Material, scope: Scope, key: Candidate) -> Iterator[Candidate]:
    """Near on the map, near in the set, and alike in name."""
    point = point_of(material, key)
    nearby = scope.chart.near(point, 2 * SIDE) if point else ()
    position = key.fact.order if key.fact else 0
    in_set = (scope.in_set.below(position), scope.in_set.above(position))
    return chain(
        nearby,
        _alternating(*in_set, limit=SIDE),
        _alternating(*_both_sides(scope.line, key), limit=3 * SIDE),
    )


def _alternating(below: Iterator[Candidate], above: Iterator[Candidate], limit: int) -> Iterator[Candidate]:
    """One of either side in turn, nearest first, `limit` of each at most."""
    sides = (islice(below, limit), islice(above, limit))
    for one, other in zip_longest(*sides):
        if one is not None:
            yield one
        if other is not None:
            yield other


def _reverse(material: Material, fact: Fact, value: Value) -> tuple[Candidate, ...]:
    key = key_of(material, fact, "reverse")
    pool = Pool(key, _wrong_entity(material, fact, value), material)
    decoys = (*fact.reverse_decoys, *material.attribute(fact).reverse_decoys)
    own = material.entity(fact).type
    beside = _types_beside(material, fact)
    akin = tuple(
        one for one in beside if not set(material.kinds_of_it(own)).isdisjoint(material.lineage(one))
    )
    for types in ((own,), akin, beside):
        scope = label_scope(material, fact.attribute, form(material, value), types)
        if isinstance(value, (PartialDate, MonthDay, Number)):
            order = natural_order(value, "")
            sides = scope.by_value.below(order), scope.by_value.above(order)
            pool.offer(_alternating(*sides, limit=4 * SIDE))
        if not pool.full:
            pool.offer(_mixed(material, scope, key))
        if decoys:
            pool.offer(of_decoy(material, decoy) for decoy in decoys)
        if len(pool.taken) >= FEW:
            break
    return tuple(pool.taken)


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
            if other.entity in kin or not kin.isdisjoint(places(material, other)):
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
    if any(isinstance(one, Number) and one.is_lower_bound for one in material.values(other)):
        return False
    if isinstance(known, PartialDate) and isinstance(value, PartialDate):
        return known.start[0] != value.start[0] or days_between(known, value) > TIGHT
    if isinstance(known, MonthDay) and isinstance(value, MonthDay):
        return month_days_between(known, value) > TIGHT
    return True
