"""Multiple: several right options among wrong ones, judged as a set."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import overload

from quizapp.core import leaks, stems
from quizapp.core.candidates import Candidate, form, label_bearers
from quizapp.core.distractors import key_of
from quizapp.core.facts import EntityRef, Fact
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.options import Way, as_options, ways
from quizapp.core.kinds.protocol import Request
from quizapp.core.kinds.responses import option_ids
from quizapp.core.material import Material
from quizapp.core.questions import Card, Direction, Question
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know

NAME = "multiple"
CLOSED = True
LEAST_RIGHT, MOST_RIGHT = 2, 3
LEAST_WRONG = 2
MOST_OPTIONS = 6
_SEVERAL = {
    "en": "{} Choose all that apply.",
    "az": "{} Uyğun olanların hamısını seçin.",
    "hy": "{} Ընտրեք բոլոր ճիշտ տարբերակները։",
    "ru": "{} Выберите все подходящие варианты.",
    "tr": "{} Uygun olanların hepsini seçin.",
}
_ENGLISH_VERB = re.compile(r"^(which of these(?: [\w-]+){0,3}?) (is|was|has|belongs|lies|stands)\b")
_PLURAL = {"is": "are", "was": "were", "has": "have", "belongs": "belong", "lies": "lie", "stands": "stand"}


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Where several values, or several entities, may be right at once."""
    attribute = material.attribute(fact)
    if attribute.value_type == "point":
        return False
    return direction == "forward" or (attribute.reverse and not attribute.inverse_functional)


def make(material: Material, request: Request) -> Question | None:
    """Two or three right options, the card's own among them, and at least two wrong ones."""
    fact = request.fact
    alike = stems.asked_alike if request.direction == "forward" else _bearers
    if len(alike(material, fact)) < LEAST_RIGHT:
        return None  # told sooner than by looking for wrong options
    random = request.random()
    for way in ways(material, fact, request.direction):
        if way.stem.among and len(way.candidates) >= LEAST_WRONG:
            others = _also_right(material, request, way)
            if others:
                return _put(material, request, random, way, others)
    return None


def _put(
    material: Material, request: Request, random: Random, way: Way, others: Sequence[Candidate]
) -> Question:
    shown = [way.key, *random.sample(others, random.randint(1, min(MOST_RIGHT - 1, len(others))))]
    most = min(MOST_OPTIONS - len(shown), len(way.candidates))
    wrong = random.sample(way.candidates[: most + 2], random.randint(LEAST_WRONG, most))
    everything = sorted([*shown, *wrong], key=lambda candidate: candidate.order)
    options = as_options(material, request, way, everything)
    keys = [option.id for option, one in zip(options, everything, strict=True) if one in shown]
    return frame(
        material,
        request,
        stem=_SEVERAL.get(material.language, "{}").format(_of_several(way.stem.text)),
        options=options,
        key=keys,
        answer=", ".join(option.text for option in options if option.id in keys),
        guess=1 / (2 ** len(options) - 1),
        judging={"exposed": _exposed(material, request, shown)},
    )


def _of_several(stem: str) -> str:
    """The stem with its verb in the plural, because two or three are always right: which of these are …?"""
    many, found = _ENGLISH_VERB.subn(lambda found: f"{found[1]} {_PLURAL[found[2]]}", stem)
    return re.sub(r"\bits\b", "their", many) if found else stem


def _exposed(material: Material, request: Request, shown: Sequence[Candidate]) -> tuple[str, ...]:
    """Keys of the other cards whose answer the question displays."""
    slug = material.facts.slug
    facts = [one.fact for one in shown if one.fact and one.fact.id != request.fact.id]
    return tuple(Card(fact.origin or slug, fact.id, request.direction).key for fact in facts)


@dataclass(frozen=True, slots=True)
class _Company:
    """The candidates to which one stem applies alike, in the order of the set."""

    members: Sequence[Candidate]
    places: Mapping[str, int]
    """Fact to the place of its candidate."""
    apart: bool
    """Whether all can stand beside each other: none is in another, or reads as another."""


class _AllBut(Sequence[Candidate]):
    """The members but for one, without a copy of them: a company may be half of a large set."""

    def __init__(self, members: Sequence[Candidate], place: int) -> None:
        self._members, self._place = members, place

    def __len__(self) -> int:
        return len(self._members) - 1

    @overload
    def __getitem__(self, index: int) -> Candidate: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Candidate]: ...

    def __getitem__(self, index: int | slice) -> Candidate | Sequence[Candidate]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if index >= len(self):
            raise IndexError(index)
        return self._members[index + (index >= self._place)]


def _also_right(material: Material, request: Request, way: Way) -> Sequence[Candidate]:
    """What is right beside the card's own answer and can stand among the options, each text once."""
    fact = request.fact
    if request.direction == "reverse":
        company = _company(material, request, way)
        place = company.places.get(fact.id)
        if company.apart and place is not None:
            return _AllBut(company.members, place)
        alike = [one.fact for one in company.members if one.fact and one.fact is not fact]
    else:
        alike = [one for one in stems.same_stem(material, fact, way.stem) if one is not fact]
    right = _beside_each_other(material, _eligible(material, request, way, [fact, *alike]))
    return [one for one in right if one.text != way.key.text] if len(right) > 1 else []


def _company(material: Material, request: Request, way: Way) -> _Company:
    """The entities with the very same value, of the same type, for which a stem in the same words asks."""
    fact = request.fact
    known: dict[object, _Company] = material.memory("companies")
    alike = _bearers(material, fact)
    key = (alike[0].id, way.stem.text, fact.asked, tuple(sorted(fact.qualifiers.items())))
    if key not in known:
        members = _eligible(
            material, request, way, [one for one in alike if one.qualifiers == fact.qualifiers]
        )
        apart = len(_beside_each_other(material, members)) == len(members)
        places = {one.fact.id: place for place, one in enumerate(members) if one.fact}
        known[key] = _Company(members, places, apart)
    return known[key]


def _bearers(material: Material, fact: Fact) -> Sequence[Fact]:
    """The facts that give an entity of the same type the very same value."""
    known: dict[object, list[Fact]] = material.memory("facts by value")
    key = (fact.attribute, material.value(fact), material.entity(fact).type)
    if key not in known:
        alike = label_bearers(material, fact.attribute).values()
        for other in (one for facts in alike for one in facts):
            place = (other.attribute, material.value(other), material.entity(other).type)
            known.setdefault(place, []).append(other)
    return known.get(key, ())


def _eligible(material: Material, request: Request, way: Way, facts: Sequence[Fact]) -> list[Candidate]:
    """The facts' candidates, but for those that are disputed, not asked, or said by the stem."""
    found = []
    for fact in facts:
        if material.value(fact) is None or material.disagreeing(fact) or fact.asked < request.fact.asked:
            continue
        candidate = key_of(material, fact, request.direction)
        of_form = form(material, candidate.value) == form(material, way.key.value)
        if of_form and not leaks.shares(way.stem.text, candidate.text):
            found.append(candidate)
    return found


def _beside_each_other(material: Material, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, the first first, without what is in one before it or reads as one before it."""
    found: dict[str, Candidate] = {}
    blocked: set[str] = set()
    for candidate in candidates:
        if isinstance(candidate.value, EntityRef):
            if candidate.value.id in blocked:
                continue
            blocked |= material.kin(candidate.value.id)
        found.setdefault(candidate.folded, candidate)
    return list(found.values())


def grade(question: Question, response: object) -> Verdict:
    """Right when all right options and no others are chosen; partly right counts for marks only."""
    if is_dont_know(response):
        return DONT_KNOW
    chosen = set(option_ids(question.options, response))
    right = set(question.key)
    if chosen == right:
        return Verdict(correct=True, score=1.0, reason="exact")
    score = max(0, len(chosen & right) - len(chosen - right)) / len(right)
    reason = "partly-right" if score else "wrong-option"
    return Verdict(correct=False, score=min(score, 0.99), reason=reason)
