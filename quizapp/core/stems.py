"""Stems of questions, and whether a stem singles out one fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.core import leaks, naming, wording
from quizapp.core.calendar import MonthDay, PartialDate, year_date
from quizapp.core.facts import EntityRef, Fact, Number, Value
from quizapp.core.material import Material
from quizapp.core.phrasing import month_words, one_year, phrase_for, year_figure
from quizapp.core.questions import Direction
from quizapp.core.templates import Template, has

_IN_YEAR = {"en": " in {}", "de": " im Jahr {}", "fr": " en {}", "es": " en {}"}
_LOWER_BOUND = {
    "en": ("lower bound", "{} State the lower bound that is given."),
    "az": ("aşağı hədd", "{} Göstərilən aşağı həddi yazın."),
    "hy": ("ստորին սահման", "{} Նշեք տրված ստորին սահմանը։"),
    "ru": ("нижняя граница", "{} Укажите названную нижнюю границу."),
    "tr": ("alt sınır", "{} Belirtilen alt sınırı yazın."),
}
"""How a stem says that it asks for a lower bound, and what is put behind one that does not."""
_AMONG = {
    "en": re.compile(r"\b(?:of these|of the following)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:dieser|folgenden)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:de ces|parmi)\b", re.IGNORECASE),
    "az": re.compile(r"\b(?:bunlardan|aşağıdakılardan)\b", re.IGNORECASE),
    "hy": re.compile(r"(?:սրանցից|հետևյալներից)", re.IGNORECASE),
    "ru": re.compile(r"\b(?:из (?:этого|этих|перечисленн\w+|следующ\w+)|эти\w* значени\w*)\b", re.IGNORECASE),
    "tr": re.compile(r"\b(?:bunlardan|aşağıdakilerden)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Stem:
    """The text of a question without its attribution, and what it says of a date that is asked for."""

    text: str
    year: bool = False
    """It states the year: every option has that year, and none shows it."""
    month: bool = False
    """It states the month too."""
    among: bool = False
    """It asks "which of these": only good with options beside it."""


def open_stem(material: Material, fact: Fact, direction: Direction) -> Stem | None:
    """The stem for kinds without options, or None where more than one answer would be right."""
    attribute = material.attribute(fact)
    if direction == "reverse":
        stem = reverse_stem(material, fact)
        return stem if stem and attribute.inverse_functional and not stem.among else None
    if attribute.many or not attribute.functional:
        return None
    for with_year in (False, True):
        stem = forward_stem(material, fact, with_year=with_year)
        if stem and not stem.among and len(same_stem(material, fact, stem)) == 1:
            return stem
    return None


def closed_stems(material: Material, fact: Fact, direction: Direction) -> tuple[Stem, ...]:
    """The stems good for kinds with options: without the year first, then with it."""
    known: dict[tuple[str, Direction], tuple[Stem, ...]] = material.memory("closed stems")
    key = (fact.id, direction)
    found = known.get(key)
    if found is None:
        found = known[key] = _closed(material, fact, direction)
    return found


def _closed(material: Material, fact: Fact, direction: Direction) -> tuple[Stem, ...]:
    if direction == "reverse":
        stem = reverse_stem(material, fact)
        return (stem,) if stem else ()
    value = material.value(fact)
    if isinstance(value, Number) and value.is_lower_bound and material.language not in _LOWER_BOUND:
        return ()
    found = []
    for with_year in (False, True):
        stem = forward_stem(material, fact, with_year=with_year)
        if stem and stem not in found and _fits_options(material, fact, stem):
            found.append(stem)
    return tuple(found)


def _fits_options(material: Material, fact: Fact, stem: Stem) -> bool:
    attribute = material.attribute(fact)
    several = attribute.many or not attribute.functional
    return stem.among or several or len(same_stem(material, fact, stem)) == 1


def forward_stem(material: Material, fact: Fact, *, with_year: bool) -> Stem | None:
    """The stem that asks for the value; None where it cannot be said without saying the value."""
    if with_year and not isinstance(material.value(fact), PartialDate):
        return None
    known: dict[tuple[str, bool], Stem | None] = material.memory("forward stems")
    key = (fact.id, with_year)
    if key not in known:
        known[key] = _forward(material, fact, with_year)
    return known[key]


def _forward(material: Material, fact: Fact, with_year: bool) -> Stem | None:
    value = material.value(fact)
    template = wording.worded(material, fact).forward
    if value is None or (with_year and one_year(value) is None):
        return None
    entity = phrase_for(material, fact, value, with_year) if has(template, "entity") else ""
    if entity is None:
        return None
    text = wording.render(material, template, fact, entity=entity, in_year="")
    stem = _stem(material, value, _for_lower_bound(material, value, text))
    if stem is None or not with_year:
        return stem
    if not stem.year and not has(template, "in_year"):
        return None
    in_year = "" if stem.year else _in_year(material, value)
    return _stem(material, value, wording.render(material, template, fact, entity=entity, in_year=in_year))


def _in_year(material: Material, value: Value) -> str:
    """ " in 2020", " in 216 BC": the year of the date as the stem says it."""
    year = one_year(value)
    named = wording.words(material, year_date(year)) if year is not None else ""
    return _IN_YEAR.get(material.language, " ({})").format(named)


def _for_lower_bound(material: Material, value: Value, text: str) -> str:
    """The stem with a request for the stated figure, where larger ones may be true as well."""
    marked, asked = _LOWER_BOUND.get(material.language, ("", "{}"))
    if not isinstance(value, Number) or not value.is_lower_bound or marked in text:
        return text
    return asked.format(text)


def _stem(material: Material, value: Value, text: str) -> Stem | None:
    """None where the text holds the very day that is asked for."""
    among = bool(_AMONG.get(material.language, _AMONG["en"]).search(text))
    if not isinstance(value, (PartialDate, MonthDay)):
        return Stem(text, among=among)
    tokens = text.replace("–", " ").split()
    tokens = [token.strip(".,;:?!()“”\"'") for token in tokens]
    year = year_figure(value) in tokens
    month = any(name in tokens for name in month_words(material, value))
    day = value.day if isinstance(value, MonthDay) else value.start[2]
    if month and str(day) in tokens and wording.precision(value) not in ("month", "year"):
        return None
    if month and wording.precision(value) == "month":
        return None
    if year and wording.precision(value) == "year":
        return None
    return Stem(text, year=year, month=month, among=among)


def reverse_stem(material: Material, fact: Fact) -> Stem | None:
    """The stem that asks for the entity; None where the attribute is not asked backwards."""
    known: dict[str, Stem | None] = material.memory("reverse stems")
    if fact.id not in known:
        known[fact.id] = _reverse(material, fact)
    return known[fact.id]


def _reverse(material: Material, fact: Fact) -> Stem | None:
    value = material.value(fact)
    attribute = material.attribute(fact)
    if value is None or not attribute.reverse:
        return None
    if isinstance(value, Number) and value.is_lower_bound:
        return None
    text = _value_in_stem(material, fact, value)
    if text is None:
        return None
    template = wording.worded(material, fact).reverse
    stem = wording.render(material, template, fact, value=text)
    return Stem(stem, among=bool(_AMONG.get(material.language, _AMONG["en"]).search(stem)))


def _value_in_stem(material: Material, fact: Fact, value: Value) -> str | None:
    if not isinstance(value, EntityRef):
        return wording.words(material, value)
    entity = material.facts.entities[value.id]
    names = naming.spellings(material.entity(fact))
    types = material.attribute(fact).range or (entity.type,)

    def fits(text: str) -> bool:
        return not any(leaks.shares(text, name) for name in names)

    strict = naming.phrase(material, entity, types, naming.named_first(entity), fits)
    return strict or naming.phrase(material, entity, types, naming.named_first(entity), lambda _: True)


def same_stem(material: Material, fact: Fact, stem: Stem) -> tuple[Fact, ...]:
    """The fact and all others with another value that would be asked in the very same words."""
    template = wording.worded(material, fact).forward
    if has(template, "entity"):
        rivals = _worded_alike(material, _of_entity(material, fact.entity)[template], stem)
    else:
        rivals = _by_text(material, template).get(stem.text, ())
    if not rivals:
        return (fact,)
    value = material.value(fact)
    return (fact, *(rival for rival in rivals if material.value(rival) != value))


def asked_alike(material: Material, fact: Fact) -> Sequence[Fact]:
    """The fact, and all others that some stem with options asks for too."""
    template = wording.worded(material, fact).forward
    if has(template, "entity") and len(_of_entity(material, fact.entity)[template]) < 2:
        return (fact,)
    found = {fact.id: fact}
    for stem in closed_stems(material, fact, "forward"):
        found.update((other.id, other) for other in same_stem(material, fact, stem))
    return tuple(found.values())


def _of_entity(material: Material, entity: str) -> Mapping[Template, list[Fact]]:
    """Template of the stem to the facts about the entity that are asked with it."""
    known: dict[str, Mapping[Template, list[Fact]]] = material.memory("facts of an entity by template")
    found = known.get(entity)
    if found is None:
        found = known[entity] = _grouped(material, material.facts_of(entity))
    return found


def _grouped(material: Material, facts: Iterable[Fact]) -> dict[Template, list[Fact]]:
    groups: dict[Template, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(wording.worded(material, fact).forward, []).append(fact)
    return groups


def _worded_alike(material: Material, alike: list[Fact], stem: Stem) -> tuple[Fact, ...]:
    """The facts, among a few about one entity, that the stem asks for too."""
    if len(alike) < 2:
        return ()
    texts = {
        fact.id: {
            other.text
            for with_year in (False, True)
            if (other := forward_stem(material, fact, with_year=with_year))
        }
        for fact in alike
    }
    return tuple(fact for fact in alike if stem.text in texts[fact.id])


def _by_text(material: Material, template: Template) -> dict[str, tuple[Fact, ...]]:
    """For a template that does not name its entity: each stem, with and without year, to its facts."""
    known: dict[Template, dict[str, tuple[Fact, ...]]] = material.memory("facts by stem")
    if template not in known:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in _facts_by_template(material).get(template, ()):
            stems = [forward_stem(material, fact, with_year=flag) for flag in (False, True)]
            for text in {stem.text for stem in stems if stem}:
                found[text].append(fact)
        known[template] = {text: tuple(facts) for text, facts in found.items()}
    return known[template]


def _facts_by_template(material: Material) -> dict[Template, list[Fact]]:
    known: dict[Template, list[Fact]] = material.memory("facts by template")
    if not known:
        known.update(_grouped(material, material.facts.facts.values()))
    return known
