"""Which of its names or descriptions an entity goes by in a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from quizapp.core.facts import Entity
from quizapp.core.material import Material, folded
from quizapp.core.numerals.units import plural as plural_of

_FIGURES = re.compile(r"\d+")
_PLACES = 12
"""Digits to which figures are filled up for sorting."""
ARTICLES = ("the ", "an ", "a ")
Fits = Callable[[str], bool]


def display(entity: Entity) -> str:
    """The name shown, or the first description of what has no name."""
    if entity.names:
        return entity.names[0].text
    return entity.describe[0] if entity.describe else entity.id


def spellings(entity: Entity) -> tuple[str, ...]:
    """Every name, the one shown first: all are accepted when typed."""
    return tuple(dict.fromkeys(name.text for name in entity.names)) or (display(entity),)


@lru_cache(1 << 16)
def alphabetical(text: str) -> str:
    """The key by which names are sorted: folded, articles ignored, figures by their size."""
    plain = folded(text)
    for article in ARTICLES:
        plain = plain.removeprefix(article)
    return _FIGURES.sub(_padded, plain) if _FIGURES.search(plain) else plain


def _padded(figures: re.Match[str]) -> str:
    return figures[0].zfill(_PLACES)


def described_first(entity: Entity) -> Iterator[str]:
    """What may stand for an event's place: its descriptions, then the name shown."""
    yield from entity.describe
    yield from (name.text for name in entity.names[:1])


def named_first(entity: Entity) -> Iterator[str]:
    """What may stand for an entity that is asked about: the name shown, or a description.

    Its further names are for answers alone: a question in a rare spelling is a riddle.
    """
    yield from (name.text for name in entity.names[:1])
    yield from entity.describe


def phrase(
    material: Material, entity: Entity, types: tuple[str, ...], phrases: Iterator[str], fits: Fits
) -> str | None:
    """The first phrase that fits and is true of this entity alone.

    Alone in the whole set if possible, otherwise alone among the given types, and at
    last with the word for its type behind it. None where no phrase will do.
    """
    candidates = [text for text in dict.fromkeys(phrases) if fits(text)]
    for text in candidates:
        if bearers(material)[folded(text)] == (entity.id,):
            return text
    for text in candidates:
        if _alone_among(material, entity, text, types):
            return text
    for text in candidates:
        if _alone_among(material, entity, text, (entity.type,)):
            return f"{text} ({type_word(material, entity.type)})"
    return None


def _alone_among(material: Material, entity: Entity, text: str, types: tuple[str, ...]) -> bool:
    rivals = bearers(material)[folded(text)]
    return not any(material.is_a(rival, types) for rival in rivals if rival != entity.id)


def bearers(material: Material) -> Mapping[str, tuple[str, ...]]:
    """Folded name or description to the ids of the entities it may stand for."""
    known: dict[str, tuple[str, ...]] = material.memory("bearers of phrases")
    if not known:
        found: dict[str, list[str]] = defaultdict(list)
        for entity in material.facts.entities.values():
            texts = (*(name.text for name in entity.names), *entity.describe)
            for text in dict.fromkeys(map(folded, texts or (entity.id,))):
                found[text].append(entity.id)
        known.update((text, tuple(ids)) for text, ids in found.items())
    return known


def type_words(material: Material, entity_type: str) -> tuple[str, ...]:
    """The word for a type in every language that the set says it in, its own first."""
    described = material.facts.types.get(entity_type)
    others = described.one.values() if described else ()
    return tuple(dict.fromkeys((type_word(material, entity_type), *others)))


def type_word(material: Material, entity_type: str, *, plural: bool = False) -> str:
    """The word for a type in the set's language, or in any it has."""
    described = material.facts.types.get(entity_type)
    words = (described.many if plural else described.one) if described else {}
    if plural and described and words == described.one and material.language == "en":
        words = {language: _plural(word) for language, word in words.items()}
    for language in (material.language, "en", *words):
        if language in words:
            return words[language]
    word = entity_type.replace("-", " ")
    return _plural(word) if plural else word


def _plural(noun: str) -> str:
    """The plural of an English noun of which the set gives only the singular."""
    first, blank, last = noun.rpartition(" ")
    return first + blank + plural_of(last)
