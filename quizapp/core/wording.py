"""Values and facts in words: what stands in stems, options, statements and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from quizapp.core import naming
from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.calendar.phrases import format_date
from quizapp.core.default_wordings import LOWER_BOUND, default_wording
from quizapp.core.facts import EntityRef, Fact, Number, Point, Unknown, Value, Wording
from quizapp.core.material import Material
from quizapp.core.numerals import format_number
from quizapp.core.templates import Slot, Template, parse

_ACCORDING = {"en": "According to {}, {}"}
_AND = {
    "en": " and ",
    "de": " und ",
    "fr": " et ",
    "es": " y ",
    "ru": " и ",
    "az": " və ",
    "tr": " ve ",
    "hy": " և ",
}


@dataclass(frozen=True, slots=True)
class Worded:
    """The compiled templates of one attribute for one type of entity."""

    forward: Template
    reverse: Template
    statement: Template
    label: Template
    why: Template


def words(material: Material, value: Value, *, year: bool = True, bound: bool = True) -> str:
    """A value as people of the set's language write it; without its year where the stem has it."""
    if isinstance(value, EntityRef):
        return naming.display(material.facts.entities[value.id])
    if isinstance(value, str):
        return value
    known: dict[tuple[Value, bool, bool], str] = material.memory("words")
    key = (value, year, bound)
    text = known.get(key)
    if text is None:
        text = known[key] = _words(material, value, year, bound)
    return text


def _words(
    material: Material, value: PartialDate | MonthDay | Number | Point | Unknown, year: bool, bound: bool
) -> str:
    if isinstance(value, (PartialDate, MonthDay)):
        return format_date(value, material.language, year)
    if isinstance(value, Number):
        return format_number(value, material.language, bound=bound)
    return _place(value) if isinstance(value, Point) else ""


def _place(point: Point) -> str:
    north = f"{abs(point.latitude):.2f}° {'N' if point.latitude >= 0 else 'S'}"
    return f"{north}, {abs(point.longitude):.2f}° {'E' if point.longitude >= 0 else 'W'}"


def machine(value: Value) -> str:
    """The machine form of a value, as a set file writes it."""
    if isinstance(value, (PartialDate, MonthDay)):
        return value.text
    if isinstance(value, EntityRef):
        return value.id
    if isinstance(value, Number):
        return f"{value.amount:f}"
    if isinstance(value, Point):
        return f"{value.latitude},{value.longitude}"
    return "" if isinstance(value, Unknown) else value


def datum(value: Value) -> str | int | float:
    """The machine form as a program reads it: a figure is a number, all else is text."""
    return figure(value.amount) if isinstance(value, Number) else machine(value)


def figure(amount: Decimal) -> int | float:
    """An amount as a JSON number, whole where it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def precision(value: Value) -> str:
    """How finely a time is said (`day`, `month`, `range` …; `month-day` for one that recurs), or ""."""
    if isinstance(value, PartialDate):
        return value.precision
    return "month-day" if isinstance(value, MonthDay) else ""


def qualifier(value: Value) -> str:
    """How a figure or a date is to be taken: `about`, `more-than`, `at-least`, or "" for exactly so."""
    if isinstance(value, Number):
        return "" if value.bound == "exact" else value.bound
    return "about" if isinstance(value, PartialDate) and value.about else ""


def raised(text: str) -> str:
    """The text with its first letter raised, as a sentence of its own begins."""
    return text[:1].upper() + text[1:]


def prompt(attribution: str, stem: str, language: str = "en") -> str:
    """Attribution and stem as one sentence; without attribution the stem as a sentence of its own."""
    if not attribution:
        return raised(stem)
    if language in _ACCORDING:
        return _ACCORDING[language].format(attribution, stem)
    return f"{raised(attribution)}: {raised(stem)}"


def worded(material: Material, fact: Fact) -> Worded:
    """The templates for a fact: those of its entity's type or a wider one, defaults where none are."""
    by_fact: dict[str, Worded] = material.memory("worded by fact")
    found = by_fact.get(fact.id)
    if found is None:
        found = by_fact[fact.id] = _worded(material, fact)
    return found


def _worded(material: Material, fact: Fact) -> Worded:
    value = material.value(fact)
    grain = precision(value) if value is not None else ""
    if isinstance(value, Number) and value.is_lower_bound:
        grain = LOWER_BOUND
    entity_type = material.facts.entities[fact.entity].type
    key = (fact.attribute, entity_type, grain)
    known: dict[tuple[str, str, str], Worded] = material.memory("worded")
    if key not in known:
        known[key] = _compiled(material, fact, grain)
    return known[key]


def _compiled(material: Material, fact: Fact, grain: str) -> Worded:
    attribute = material.attribute(fact)
    languages = (material.language, "en", *attribute.wording)
    spoken = next((one for one in languages if one in attribute.wording), material.language)
    by_type: Mapping[str, Wording] = attribute.wording.get(spoken, {})
    types = material.lineage(material.facts.entities[fact.entity].type)
    chosen = [by_type[name] for name in (*types, "") if name in by_type]
    chosen.append(default_wording(attribute, grain, spoken))
    texts = {field.name: _first(chosen, field.name) for field in fields(Wording)}
    return Worded(**{name: parse(text) for name, text in texts.items()})


def is_default(material: Material, fact: Fact) -> bool:
    """Whether nobody worded the question about the fact."""
    default = default_wording(material.attribute(fact), "", material.language)
    return worded(material, fact).forward == parse(default.forward)


def _first(wordings: list[Wording], name: str) -> str:
    return next((text for wording in wordings if (text := str(getattr(wording, name)))), "")


def render(material: Material, template: Template, fact: Fact, **fill: str) -> str:
    """The template about the fact, with `fill` (value, entity, in_year) in the places it names."""
    parts = []
    for part in template:
        if isinstance(part, str):
            parts.append(part)
        elif part.name in fill and not part.form:
            parts.append(fill[part.name])
        else:
            parts.append(_slot(material, part, fact))
    return "".join(parts)


def _slot(material: Material, slot: Slot, fact: Fact) -> str:
    entity = material.entity(fact)
    if slot.name == "entity":
        return naming.display(entity)
    if slot.name in ("type", "types"):
        return naming.type_word(material, entity.type, plural=slot.name == "types")
    if slot.name.startswith("for."):
        return _listed(material, [_qualified(material, item) for item in _items(fact, slot.name)])
    if slot.name in ("value", "in_year"):
        return ""
    return _own_value(material, slot, fact)


def _items(fact: Fact, name: str) -> list[str]:
    return fact.qualifiers.get(name.removeprefix("for."), "").split("|")


def _qualified(material: Material, text: str) -> str:
    entity = material.facts.entities.get(text)
    return naming.display(entity) if entity else text


def _own_value(material: Material, slot: Slot, fact: Fact) -> str:
    """The entity's value of another attribute: an entity by its description, unless its name is asked."""
    own = [other for other in material.facts_of(fact.entity) if other.attribute == slot.name]
    return _listed(material, [_in_sentence(material, other, slot.form) for other in own])


def _in_sentence(material: Material, fact: Fact, form: str) -> str:
    value = material.value(fact)
    if not isinstance(value, EntityRef):
        return words(material, value) if value is not None else ""
    entity = material.facts.entities[value.id]
    if form == "name":
        return naming.display(entity)
    phrases = naming.described_first(entity)
    text = naming.phrase(material, entity, (entity.type,), phrases, lambda _: True)
    return text or next(naming.described_first(entity), naming.display(entity))


def _listed(material: Material, texts: list[str]) -> str:
    joint = _AND.get(material.language, ", ")
    return joint.join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)
