"""Names as answers: which spellings are right, which belong to others, which need a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from quizapp.core import labels, naming, wording
from quizapp.core.calendar.times import bare_time, take_times
from quizapp.core.facts import EntityRef, Fact, NearTruth, Value
from quizapp.core.material import Material, folded
from quizapp.core.plain_text import plain
from quizapp.core.questions import Direction, Question
from quizapp.core.spelling import judge_text
from quizapp.core.verdicts import Verdict

_CLOCK = re.compile(r"\d{1,2}:\d\d")
LONGEST_TYPED = 15
"""Letters of the longest name that is typed: beyond it, spelling is tested and nothing else."""


def typable(text: str) -> bool:
    """Whether the name is short enough to be typed."""
    return 0 < len(text) <= LONGEST_TYPED and bool(folded(text))


def accepted(material: Material, fact: Fact, direction: Direction) -> tuple[str, ...]:
    """Every spelling that is right, the one shown first; of all values where sources differ."""
    if direction == "reverse":
        shown = labels.label(material, fact)
        return tuple(dict.fromkeys((shown, *naming.spellings(material.entity(fact)))))
    texts = [text for value in _values(material, fact) for text in _texts(material, value)]
    return tuple(dict.fromkeys((*texts, *fact.accepts))) if texts else ()


def _values(material: Material, fact: Fact) -> list[Value]:
    asked = material.value(fact)
    return [asked, *material.values(fact)] if asked is not None else []


def _texts(material: Material, value: Value) -> tuple[str, ...]:
    if isinstance(value, EntityRef):
        return naming.spellings(material.facts.entities[value.id])
    return (wording.words(material, value),)


def judging(material: Material, fact: Fact, direction: Direction) -> Mapping[str, Any]:
    """What grading a typed name needs beside the spellings: rivals, near truths, words around it."""
    value = material.value(fact)
    if direction == "reverse":
        entity_type = material.entity(fact).type
    elif isinstance(value, EntityRef):
        entity_type = material.facts.entities[value.id].type
    else:
        nouns = _title_words(material, fact)
        return {"rivals": _texts_beside(material, fact), "near": near(material, fact), "nouns": nouns}
    backwards = direction == "reverse"
    return {
        "rivals": rivals(material, entity_type) if backwards else _names_beside(material, fact, entity_type),
        "near": () if backwards else near(material, fact),
        "nouns": naming.type_words(material, entity_type),
    }


def _title_words(material: Material, fact: Fact) -> tuple[str, ...]:
    """What the attribute is called, and the unit in its brackets: platform 2a, 9–10 cm of a "length (cm)"."""
    attribute = material.attribute(fact)
    title, _, unit = (attribute.title or attribute.id.replace("-", " ")).partition("(")
    return tuple(filter(None, (title.strip(), unit.strip(" )"))))


def rivals(material: Material, entity_type: str) -> tuple[str, ...]:
    """All names of all entities of a type."""
    known: dict[str, tuple[str, ...]] = material.memory("names of a type")
    if entity_type not in known:
        entities = (material.facts.entities[one] for one in material.of_type.get(entity_type, ()))
        names = (name.text for entity in entities for name in entity.names)
        known[entity_type] = tuple(dict.fromkeys(names))
    return known[entity_type]


def _names_beside(material: Material, fact: Fact, entity_type: str) -> tuple[str, ...]:
    """All names of all entities of a type, and what else is accepted for them as values of the attribute."""
    known: dict[tuple[str, str], tuple[str, ...]] = material.memory("names beside an attribute")
    key = (fact.attribute, entity_type)
    if key not in known:
        further = (name for other in material.facts_with(fact.attribute) for name in other.accepts)
        known[key] = tuple(dict.fromkeys((*rivals(material, entity_type), *further)))
    return known[key]


def _texts_beside(material: Material, fact: Fact) -> tuple[str, ...]:
    known: dict[str, tuple[str, ...]] = material.memory("texts of an attribute")
    if fact.attribute not in known:
        others = material.facts_with(fact.attribute)
        values = (value for other in others for value in (*material.values(other), *other.accepts))
        known[fact.attribute] = tuple(dict.fromkeys(value for value in values if isinstance(value, str)))
    return known[fact.attribute]


def near(material: Material, fact: Fact) -> tuple[tuple[str, str], ...]:
    """Names that other accounts give, with the note each is answered with."""
    return tuple((text, item.note) for item in fact.never_offer for text in _near_texts(material, item))


def _near_texts(material: Material, item: NearTruth) -> tuple[str, ...]:
    return _texts(material, item.value)


def _same_time(answer: str, response: object) -> bool:
    """Whether the answer is a time of day and the response the same one: 15:35 and 3.35 pm."""
    if not isinstance(response, str) or len(response) > LONGEST_TYPED or not _CLOCK.fullmatch(answer):
        return False
    left, times = take_times(plain(response))
    typed = times if not left.strip() else {bare_time(plain(response))}
    return answer.zfill(5) in typed


def grade_name(question: Question, response: object) -> Verdict:
    """What a typed name is worth. Raises WrongShape for what is no text."""
    if _same_time(question.answer, response):
        return Verdict(correct=True, score=1.0, reason="exact")
    own = set(question.accepts)
    beside = question.judging.get("rivals", ())
    return judge_text(
        question.accepts,
        (name for name in beside if name not in own),
        response,
        question.judging.get("near", ()),
        nouns=question.judging.get("nouns", ()),
    )
