"""In English: "what is the capital of …", "in which year was … founded", or the title quoted."""

from __future__ import annotations

from quizapp.core.default_wordings.verbs import (
    LOWER_BOUND,
    after_did,
    is_noun,
    is_person,
    is_plural,
    participle,
)
from quizapp.core.facts import Attribute, Wording

_UNITS = {
    "year": ("year", "in", "in"),
    "month": ("month", "in", "in"),
    "range": ("period", "in", "during"),
    "open": ("period", "", ""),
    "time": ("date and time", "on", "on"),
    "month-day": ("day of the year", "on", "on"),
}
"""By precision: what is asked for, and what stands before it and before the value."""

_PLAIN_TIMES = frozenset({"date", "dates", "year", "month", "day", "period", "time", "when", "years"})
"""Titles that say no more than that a time is meant."""


_AMOUNTS = frozenset({"g", "mg", "kg", "oz", "lb", "ml", "cl", "dl", "l", "cup", "cups", "tbsp", "tsp"})
"""Units in which stuff is measured out: 100 g of sugar."""
_MEASURES = frozenset(
    {
        *("weight", "mass", "dose", "dosage", "load", "capacity", "volume", "content", "yield", "amount"),
        *("quantity", "production", "consumption", "intake", "limit", "size", "displacement", "output"),
        *("payload", "catch", "harvest", "total", "maximum", "minimum", "average", "portion", "serving"),
    }
)
"""What is itself measured in them: the weight, and no amount of weight."""


def wording(attribute: Attribute, label: str, precision: str) -> Wording:
    """The templates of an attribute under its title; `precision` is that of the date asked for."""
    if attribute.value_type in ("date", "month-day"):
        return _of_date(label, precision)
    if attribute.value_type == "point":
        return _of_point(label)
    return _of_members(label) if attribute.many else _of_value(attribute, label, precision)


def _of_value(attribute: Attribute, label: str, precision: str) -> Wording:
    if precision == LOWER_BOUND:
        return _of_lower_bound(label)
    if not is_noun(label):
        return _quoted(label)
    if attribute.value_type == "number" and is_plural(label):
        return _of_count(label)
    if attribute.unit in _AMOUNTS and label.casefold().split()[-1] not in _MEASURES:
        return _of_amount(label)
    return _of_noun(label)


def _of_amount(label: str) -> Wording:
    return Wording(
        forward=f"what amount of {label} is given for {{entity}}?",
        reverse=f"for which of these {{types}} is {{value}} of {label} given?",
        statement=f"the amount of {label} given for {{entity}} is {{value}}.",
        label="{entity}",
        why=f"{label} for {{entity}}",
    )


def _of_noun(label: str) -> Wording:
    be = "are" if is_plural(label) else "is"
    what = "who" if is_person(label) else "what"
    return Wording(
        forward=f"{what} {be} the {label} of {{entity}}?",
        reverse=f"which of these {{types}} has {{value}} as its {label}?",
        statement=f"the {label} of {{entity}} {be} {{value}}.",
        label="{entity}",
        why=f"{label} of {{entity}}",
    )


def _quoted(label: str, asked: str = "what") -> Wording:
    return Wording(
        forward=f"{asked} is given under “{label}” for {{entity}}?",
        reverse=f"for which of these {{types}} is {{value}} given under “{label}”?",
        statement=f"under “{label}”, {{value}} is given for {{entity}}.",
        label="{entity}",
        why=f"“{label}”, {{entity}}",
    )


def _of_count(label: str) -> Wording:
    return Wording(
        forward=f"what number of {label} is given for {{entity}}?",
        reverse=f"for which of these {{types}} is the number of {label} given as {{value}}?",
        statement=f"the number of {label} given for {{entity}} is {{value}}.",
        label="{entity}",
        why=f"{label} of {{entity}}",
    )


def _of_lower_bound(label: str) -> Wording:
    return Wording(
        forward=f"which lower bound is stated for the {label} of {{entity}}?",
        reverse=f"for which of these {{types}} is {{value}} given as the {label}?",
        statement=f"the {label} of {{entity}} is stated as {{value}}.",
        label="{entity}",
        why=f"{label} of {{entity}}",
    )


def _of_members(label: str) -> Wording:
    return Wording(
        forward=f"which of these is named under “{label}” for {{entity}}?",
        reverse=f"for which of these {{types}} is {{value}} named under “{label}”?",
        statement=f"under “{label}”, {{value}} is named for {{entity}}.",
        label="{entity}",
        why=f"{label}: {{entity}}",
    )


def _of_date(label: str, precision: str) -> Wording:
    unit, asked, said = _UNITS.get(precision, ("date", "on", "on"))
    if asked and (verb := after_did(label)):
        return _of_past(label, verb, f"{asked} which {unit}", said)
    if asked and (done := participle(label)):
        return _of_passive(done, f"{asked} which {unit}", said)
    if not is_noun(label):
        return _quoted(label, f"which {unit}")
    if label.casefold() in _PLAIN_TIMES:
        return _of_plain_time(unit)
    return Wording(
        forward=f"which {unit} is given for the {label} of {{entity}}?",
        reverse=f"for which of these {{types}} is {{value}} given as the {label}?",
        statement=f"the {unit} given for the {label} of {{entity}} is {{value}}.",
        label="{entity}",
        why=f"{label} of {{entity}}",
    )


def _of_plain_time(unit: str) -> Wording:
    return Wording(
        forward=f"which {unit} is given for {{entity}}?",
        reverse=f"for which of these {{types}} is {{value}} given as the {unit}?",
        statement=f"the {unit} given for {{entity}} is {{value}}.",
        label="{entity}",
        why="{entity}",
    )


def _of_past(label: str, verb: str, when: str, preposition: str) -> Wording:
    past = label.casefold().removesuffix(" on").removesuffix(" in").removesuffix(" at")
    return Wording(
        forward=f"{when}{{in_year}} did {{entity}} {verb}?",
        reverse=f"which of these {{types}} {past} {preposition} {{value}}?",
        statement=f"{{entity}} {past} {preposition} {{value}}.",
        label="{entity}",
        why=f"{{entity}} {past}",
    )


def _of_passive(done: str, when: str, preposition: str) -> Wording:
    return Wording(
        forward=f"{when}{{in_year}} was {{entity}} {done}?",
        reverse=f"which of these {{types}} was {done} {preposition} {{value}}?",
        statement=f"{{entity}} was {done} {preposition} {{value}}.",
        label="{entity}",
        why=f"{{entity}} {done}",
    )


def _of_point(label: str) -> Wording:
    return Wording(
        forward="where on the map is {entity}?",
        reverse="which of these {types} is at the marked point?",
        statement=f"the {label} of {{entity}} is {{value}}.",
        label="{entity}",
        why="{entity}",
    )
