"""Rules about the templates and names that questions are made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from quizapp.bank.faults import Path
from quizapp.bank.lint.registry import set_rule
from quizapp.core.default_wordings import LANGUAGES
from quizapp.core.facts import Entity, FactSet, Wording
from quizapp.core.material import folded
from quizapp.core.templates import Slot, parse, slots

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _wordings(facts: FactSet) -> Iterator[tuple[Path, Wording]]:
    for id, attribute in facts.attributes.items():
        for by_type in attribute.wording.values():
            for wording in by_type.values():
                yield ("attributes", id, "wording"), wording


@set_rule("W201", "error", "question template that does not begin with a lower-case letter")
def capital_begins(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """`According to …, On which date` when the source is named."""
    for path, wording in _wordings(facts):
        for part in ("forward", "reverse"):
            first = getattr(wording, part)[:1]
            if first.isupper():
                text = "begins with a capital: write it as it stands after “According to …,”"
                yield (*path, part), f"the {part} wording {text}"


@set_rule("W202", "error", "template without its closing mark")
def end_missing(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """A question ends with a question mark, a statement with a full stop."""
    marks = {
        "forward": ("?", "؟", "？", "՞", ";"),
        "reverse": ("?", "؟", "？", "՞", ";"),
        "statement": (".", "。", "։", "۔", "।"),
    }
    for path, wording in _wordings(facts):
        for part, ends in marks.items():
            text = getattr(wording, part).rstrip()
            if text and not text.endswith(ends) and "՞" not in text:
                yield (*path, part), f"the {part} wording does not end with {ends[0]!r}"


@set_rule("W203", "error", "template that does not name what it asks about")
def subject_missing(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """A forward wording without the entity asks the same of all of them; a reverse one needs the value."""
    for path, wording in _wordings(facts):
        forward = slots(parse(wording.forward))
        if wording.forward and all(slot.name in ("in_year", "type", "types") for slot in forward):
            yield (*path, "forward"), "the forward wording names neither {entity} nor a value of its own"
        if wording.reverse and Slot("value") not in slots(parse(wording.reverse)):
            yield (*path, "reverse"), "the reverse wording does not say the {value}"
        if "value" in {slot.name for slot in forward}:
            yield (*path, "forward"), "the forward wording says the {value} that it asks for"


@set_rule("W206", "warning", "attribute without wording in the set's language")
def unworded(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """Default wordings exist in a few languages; elsewhere English ones stand among foreign names."""
    if facts.language in LANGUAGES:
        return
    for id, attribute in facts.attributes.items():
        if facts.language not in attribute.wording and attribute.kinds != ():
            yield (
                ("attributes", id),
                f"no wording in {facts.language!r}, and none by default: its questions are English",
            )


@set_rule("W207", "warning", "name with characters that nobody sees")
def invisible(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """Two names that look alike are different, and what is typed is never the same."""
    for id, entity in facts.entities.items():
        for text in (*(name.text for name in entity.names), *entity.describe):
            if _INVISIBLE.search(text) and not _OVERRIDES.search(text):
                yield ("entities", id), f"{text[:60]!r} holds a character that nobody sees"


@set_rule("W204", "error", "characters that turn the direction of the text")
def direction_override(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """Text that does not read as it is stored; right-to-left scripts do not need these characters."""
    for id, entity in facts.entities.items():
        for text in (*(name.text for name in entity.names), *entity.describe):
            if _OVERRIDES.search(text):
                yield ("entities", id), "a name holds an invisible character that turns the text's direction"


@set_rule("W205", "warning", "two entities that look the same")
def namesakes(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """Entities of one type under one displayed name that nothing tells apart."""
    for bearers in _by_name(facts).values():
        for entity in bearers[1:]:
            others = {other.id for other in bearers} - {entity.id}
            if not entity.describe and others.isdisjoint(entity.homonyms):
                shown, other = entity.names[0].text[:60], bearers[0]
                message = f"{shown!r} looks like {other.names[0].text[:60]!r} ({other.id})"
                yield ("entities", entity.id), f"{message}: describe it, or list it under `homonyms`"


def _by_name(facts: FactSet) -> dict[tuple[str, str], list[Entity]]:
    bearers: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in facts.entities.values():
        if entity.names:
            bearers[entity.type, folded(entity.names[0].text)].append(entity)
    return bearers
