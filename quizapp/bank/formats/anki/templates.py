"""Anki's card templates: fields in double braces, sections that depend on a field, and filters.

The grammar is that of the Anki manual's pages on field replacements and conditional replacement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.bank.formats.anki import cloze
from quizapp.bank.formats.anki.face import MOST_LETTERS, BadTemplate, Face

DEEPEST = 40
_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_FURIGANA = re.compile(r" ?([^ >\[\]]{1,40})\[([^\[\]]{1,100})\]")
_READINGS = {"furigana": r"\1(\2)", "kana": r"\2", "kanji": r"\1"}
_ANSWER_RULE = re.compile(r"<hr[^<>]*\bid\s*=\s*[\"']?answer\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that stand only if a field is filled (or, negated, only if it is not)."""

    name: str
    negated: bool
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Slot:
    """A field's place, with the filters it goes through, the nearest first."""

    name: str
    filters: tuple[str, ...]


Part = str | Slot | Section


def parse(template: str) -> list[Part]:
    """The parts of a template. Raises BadTemplate when it is far too long or deep.

    Sections that cross, or never close, are read as Anki once did: a section ends with the one around it.
    """
    if len(template) > MOST_LETTERS:
        raise BadTemplate("it is longer than any question")
    template = _without_comments(template)
    root: list[Part] = []
    around: list[Section] = []
    place = 0
    for found in _TAG.finditer(template):
        parts = around[-1].parts if around else root
        if found.start() > place:
            parts.append(template[place : found.start()])
        place = found.end()
        _take(found[1].strip(), parts, around)
    rest = template[place:]
    if rest:
        (around[-1].parts if around else root).append(rest)
    return root


def _take(name: str, parts: list[Part], around: list[Section]) -> None:
    """One pair of braces: a section begins or ends, or a field stands there."""
    if name[:1] in ("#", "^"):
        if len(around) == DEEPEST:
            raise BadTemplate("its sections are nested too deeply")
        section = Section(name[1:].strip(), name[0] == "^")
        parts.append(section)
        around.append(section)
    elif name.startswith("/"):
        inward = [section.name for section in reversed(around)]
        if name[1:].strip() in inward:
            del around[len(around) - 1 - inward.index(name[1:].strip()) :]
    elif name and not name.startswith("!"):
        *filters, wanted = name.split(":")
        parts.append(Slot(wanted.strip(), tuple(one.strip() for one in reversed(filters))))


def _without_comments(template: str) -> str:
    first, *others = template.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def answer_part(back: str) -> str:
    """The part of a rendered back that is not the front again: what follows the rule named `answer`."""
    return _ANSWER_RULE.split(back, maxsplit=1)[-1] if "<hr" in back.lower() else back


def render(parts: Sequence[Part], face: Face) -> str:
    """The HTML of a side. Raises BadTemplate when it grows beyond all bounds."""
    return "".join([part if isinstance(part, str) else _rendered(part, face) for part in parts])


def _rendered(part: Slot | Section, face: Face) -> str:
    if isinstance(part, Section):
        return render(part.parts, face) if face.filled(part.name) != part.negated else ""
    if part.name == "FrontSide":
        return ""
    value = face.take(part.name)
    for name in part.filters:
        value = _filtered(name, part.name, value, face)
    return value


def _filtered(name: str, field_name: str, value: str, face: Face) -> str:
    if name in ("cloze", "cloze-only"):
        return cloze.shown(value, face)
    if name == "type":
        face.typed.append(field_name)
        return ""
    if name == "hint":
        return "" if face.front else value
    if name in _READINGS:
        return _FURIGANA.sub(_READINGS[name], value)
    if name.startswith("tts"):
        return f"[sound:speech of {field_name}]"
    return value
