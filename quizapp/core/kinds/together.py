"""Stems that ask one thing of several entities at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.core import naming, statements, wording
from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.facts import EntityRef, Fact, Number, Value
from quizapp.core.material import Material
from quizapp.core.templates import Slot, Template, slots

_EACH = {
    "en": "each of these {}",
    "az": "bunların hər biri",
    "hy": "սրանցից յուրաքանչյուրի",
    "ru": "каждый из этих пунктов",
    "tr": "bunların her biri",
}
"""What stands for the entity; outside English only in default wordings, where no word has to be bent."""
_MATCH = {
    "az": "hər birinə uyğun olanı tapın: “{}”.",
    "hy": "յուրաքանչյուրի համար գտեք համապատասխանը՝ «{}»։",
    "ru": "подберите каждому пункту соответствующее: «{}».",
    "tr": "her birine uygun olanı bulun: “{}”.",
}
"""The request where the wording is the author's own and the attribute has a title."""
_DETERMINED = re.compile(r"\b(?:the|a|an|his|her|its|their|this|that)\s*$", re.IGNORECASE)
"""Words after which "each of these" cannot stand."""
_VALUE_WORDS = {"date": "dates", "day": "days", "number": "numbers", "other": "answers"}


def stem(material: Material, facts: Sequence[Fact]) -> str | None:
    """The attribute's own question about "each of these towns"; None where it cannot be put so."""
    template = wording.worded(material, facts[0]).forward
    slot = _shared_slot(material, facts[0], template)
    if material.language in _MATCH and not wording.is_default(material, facts[0]):
        title = material.attribute(facts[0]).title
        return _MATCH[material.language].format(title) if title else None
    if slot is not None and material.language in _EACH:
        each = _EACH[material.language].format(_things(material, facts, slot))
        noun = naming.type_word(material, _type_at(material, facts[0], slot.name))
        shared = tuple(_bare(part, slot, noun) for part in template)
        return wording.render(material, shared, facts[0], **{slot.name: each, "in_year": ""})
    return _backwards(material, facts)


def _shared_slot(material: Material, fact: Fact, template: Template) -> Slot | None:
    """The one placeholder that an item's label fills, if the stem has it and no other of its own."""
    labelled = [slot.name for slot in slots(wording.worded(material, fact).label)]
    own = [
        slot for slot in slots(template) if slot.name not in ("in_year", "type", "types") and not _fixed(slot)
    ]
    if len(own) != 1 or labelled != [own[0].name]:
        return None
    before = template[template.index(own[0]) - 1] if template[0] != own[0] else ""
    return None if _DETERMINED.search(str(before)) else own[0]


def _bare(part: str | Slot, slot: Slot, noun: str) -> str | Slot:
    """The part without "the village of" at its end, which "each of these villages" says already."""
    if isinstance(part, str):
        return part.removesuffix(f"the {noun} of ")
    return Slot(slot.name) if part == slot else part


def _fixed(slot: Slot) -> bool:
    return slot.name.startswith("for.")


def _things(material: Material, facts: Sequence[Fact], slot: Slot) -> str:
    """What the items are, in the plural: the towns of events at towns."""
    types = {_type_at(material, fact, slot.name) for fact in facts}
    shared = material.lineage(types.pop()) if len(types) == 1 else _common(material, types)
    return naming.type_word(material, shared[0], plural=True) if shared else "items"


def _common(material: Material, types: set[str]) -> tuple[str, ...]:
    lineages = [material.lineage(one) for one in types]
    return tuple(one for one in lineages[0] if all(one in lineage for lineage in lineages))


def _type_at(material: Material, fact: Fact, slot: str) -> str:
    if slot != "entity":
        for other in material.facts_of(fact.entity):
            value = material.value(other)
            if other.attribute == slot and isinstance(value, EntityRef):
                return material.facts.entities[value.id].type
    return material.entity(fact).type


def _backwards(material: Material, facts: Sequence[Fact]) -> str | None:
    """The reverse question about "each of these dates"."""
    template = wording.worded(material, facts[0]).reverse
    value = material.value(facts[0])
    if value is None or Slot("value") not in template or material.language != "en":
        return None
    every = _EACH[material.language].format(_VALUE_WORDS[_sort(value)])
    return wording.render(material, template, facts[0], value=every)


def _sort(value: Value) -> str:
    if isinstance(value, PartialDate):
        return "date"
    if isinstance(value, MonthDay):
        return "day"
    return "number" if isinstance(value, Number) else "other"


def all_statements(material: Material, facts: Sequence[Fact]) -> str:
    """What is shown afterwards: every fact as a sentence, the account named once if it has to be."""
    sentences = [statements.sentence(material, fact) for fact in facts]
    first = wording.prompt(statements.attribution(material, facts[0]), sentences[0], material.language)
    return " ".join([first, *map(wording.raised, sentences[1:])])
