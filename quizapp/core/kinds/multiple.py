"""Multiple: several right options among wrong ones, judged as a set."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

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
MOST_RIGHT = 3
LEAST_WRONG = 2
MOST_OPTIONS = 6
_SEVERAL = {"en": "{} Choose all that apply."}


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Where several values, or several entities, may be right at once."""
    attribute = material.attribute(fact)
    if attribute.value_type == "point":
        return False
    return direction == "forward" or (attribute.reverse and not attribute.inverse_functional)


def make(material: Material, request: Request) -> Question | None:
    """Two or three right options, the card's own among them, and at least two wrong ones."""
    random = request.random()
    for way in ways(material, request.fact, request.direction):
        right = _right(material, request, way)
        if way.stem.among and len(right) > 1 and len(way.candidates) >= LEAST_WRONG:
            return _put(material, request, random, way, right)
    return None


def _put(
    material: Material, request: Request, random: Random, way: Way, right: Sequence[Candidate]
) -> Question:
    others = [one for one in right if one.text != way.key.text]
    shown = [way.key, *random.sample(others, random.randint(1, min(MOST_RIGHT - 1, len(others))))]
    most = min(MOST_OPTIONS - len(shown), len(way.candidates))
    wrong = random.sample(way.candidates[: most + 2], random.randint(LEAST_WRONG, most))
    everything = sorted([*shown, *wrong], key=lambda candidate: candidate.order)
    options = as_options(material, request, way, everything)
    keys = [option.id for option, one in zip(options, everything, strict=True) if one in shown]
    return frame(
        material,
        request,
        stem=_SEVERAL.get(material.language, "{}").format(way.stem.text),
        options=options,
        key=keys,
        answer=", ".join(option.text for option in options if option.id in keys),
        guess=1 / (2 ** len(options) - 1),
        judging={"exposed": _exposed(material, request, shown)},
    )


def _exposed(material: Material, request: Request, shown: Sequence[Candidate]) -> tuple[str, ...]:
    """Keys of the other cards whose answer the question displays."""
    slug = material.facts.slug
    facts = [one.fact for one in shown if one.fact and one.fact.id != request.fact.id]
    return tuple(Card(fact.origin or slug, fact.id, request.direction).key for fact in facts)


def _right(material: Material, request: Request, way: Way) -> list[Candidate]:
    """Everything that is right and can stand among the options, each text once."""
    backwards = request.direction == "reverse"
    alike = _bearers(material, request.fact) if backwards else None
    facts = alike or stems.same_stem(material, request.fact, way.stem)
    found: dict[str, Candidate] = {}
    blocked: set[str] = set()
    for fact in facts:
        if material.value(fact) is None or material.disagreeing(fact) or fact.asked < request.fact.asked:
            continue
        candidate = key_of(material, fact, request.direction)
        value = candidate.value
        if form(material, value) != form(material, way.key.value) or leaks.shares(
            way.stem.text, candidate.text
        ):
            continue
        if isinstance(value, EntityRef) and value.id in blocked:
            continue
        if isinstance(value, EntityRef):
            blocked |= material.kin(value.id)
        found.setdefault(candidate.folded, candidate)
    return list(found.values())


def _bearers(material: Material, fact: Fact) -> list[Fact]:
    """The facts that give another entity the very same value, the fact itself first."""
    value = material.value(fact)
    entity_type = material.entity(fact).type
    known: dict[object, list[Fact]] = material.memory("facts by value")
    key = (fact.attribute, value, entity_type)
    if key not in known:
        alike = label_bearers(material, fact.attribute).values()
        for other in (one for facts in alike for one in facts):
            place = (other.attribute, material.value(other), material.entity(other).type)
            known.setdefault(place, []).append(other)
    same = known.get(key, [])
    return [fact, *(one for one in same if one is not fact and one.qualifiers == fact.qualifiers)]


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
