"""Wordings for attributes that have none, so that a table with a header row can be asked at once."""

from __future__ import annotations

from quizapp.core.default_wordings import english, tabular
from quizapp.core.default_wordings.verbs import LOWER_BOUND
from quizapp.core.facts import Attribute, Wording

__all__ = ["LANGUAGES", "LOWER_BOUND", "default_wording", "title"]

LANGUAGES = ("en", *tabular.TEMPLATES)
"""The languages that have wordings of their own; attributes of sets in others are worded in English."""


def default_wording(attribute: Attribute, precision: str, language: str = "en") -> Wording:
    """Templates from the attribute's title, in the language if it is one of LANGUAGES, else in English.

    `precision` is that of the date asked for, or LOWER_BOUND.
    """
    label = title(attribute)
    if language in tabular.TEMPLATES:
        return tabular.wording(attribute, label, language)
    return english.wording(attribute, label, precision)


def title(attribute: Attribute) -> str:
    """What the attribute is called in a sentence, free of braces, which a template would read."""
    text = attribute.title or attribute.id.replace("-", " ").replace("_", " ")
    return text.replace("{", "").replace("}", "")
