"""The closed placeholder grammar in which sets word their questions.

A template is plain text with `{name}`, `{name:name}` and `{for.key}`; a literal brace is doubled.
Nothing else is read, and what is filled in is never read again: a name with braces stays a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from quizapp.core.errors import SetError

_TOKEN = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<slot>[^{}]*)\}|(?P<stray>[{}])|(?P<text>[^{}]+)", re.DOTALL)
_SLOT = re.compile(r"(?P<name>for\.[\w-]+|\w[\w-]*)(?::(?P<form>name))?")


class TemplateFault(SetError):
    """A wording outside the grammar. `position` counts characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class Slot(NamedTuple):
    """A placeholder: what stands there and, perhaps, in which form."""

    name: str
    form: str = ""


Template = tuple[str | Slot, ...]


@lru_cache(maxsize=4096)
def parse(text: str) -> Template:
    """The template's parts in order. Raises TemplateFault for a stray brace or an odd placeholder."""
    parts: list[str | Slot] = []
    for token in _TOKEN.finditer(text):
        if token["stray"]:
            message = f"a single {token['stray']!r} in {text!r}: write it twice to mean the character"
            raise TemplateFault(message, token.start())
        if token["slot"] is None:
            parts.append(token["text"] or token["brace"][0])
            continue
        slot = _SLOT.fullmatch(token["slot"])
        if slot is None:
            message = f"{token[0]!r} is no placeholder: a name, a name with ':name', or 'for.' and a key"
            raise TemplateFault(message, token.start())
        parts.append(Slot(slot["name"], slot["form"] or ""))
    return tuple(parts)


def slots(template: Template) -> tuple[Slot, ...]:
    """The placeholders of a template, in order."""
    return tuple(part for part in template if isinstance(part, Slot))


def has(template: Template, name: str) -> bool:
    """Whether the placeholder stands in the template in its usual form."""
    return Slot(name) in template
