"""Wordings for attributes that have none, so that a table with a header row can be asked at once."""

from __future__ import annotations

from quizapp.core.facts import Attribute, Wording

_SINGULAR_ENDINGS = ("ss", "us", "is", "series", "species", "address")


LOWER_BOUND = "lower bound"
"""The precision of figures above which others may be true as well."""


def default_wording(attribute: Attribute, precision: str) -> Wording:
    """English templates from the attribute's id; `precision` is that of the date asked for."""
    label = attribute.id.replace("-", " ").replace("_", " ").replace("{", "").replace("}", "")
    plural = label.endswith("s") and not label.endswith(_SINGULAR_ENDINGS)
    if attribute.value_type in ("date", "month-day"):
        return _of_date(label, precision)
    if attribute.value_type == "point":
        return _of_point(label)
    if attribute.many:
        return _of_members(label)
    if precision == LOWER_BOUND:
        return _of_lower_bound(label)
    if attribute.value_type == "number" and plural:
        return _of_count(label)
    return _of_noun(label, plural)


def _of_noun(label: str, plural: bool) -> Wording:
    be = "are" if plural else "is"
    return Wording(
        forward=f"what {be} the {label} of {{entity}}?",
        reverse=f"which of these {{types}} has {{value}} as its {label}?",
        statement=f"the {label} of {{entity}} {be} {{value}}.",
        label="{entity}",
        why=f"{label} of {{entity}}",
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
    unit, preposition = {
        "year": ("year", "in"),
        "month": ("month", "in"),
        "range": ("period", "in"),
        "open": ("period", ""),
        "time": ("date and time", "on"),
        "month-day": ("day of the year", "on"),
    }.get(precision, ("date", "on"))
    if label.endswith("ed") and " " not in label and preposition:
        return Wording(
            forward=f"{preposition} which {unit}{{in_year}} was {{entity}} {label}?",
            reverse=f"which of these {{types}} was {label} {preposition} {{value}}?",
            statement=f"{{entity}} was {label} {preposition} {{value}}.",
            label="{entity}",
            why=f"{{entity}} {label}",
        )
    return Wording(
        forward=f"which {unit} is given for the {label} of {{entity}}?",
        reverse=f"for which of these {{types}} is {{value}} given as the {label}?",
        statement=f"the {unit} given for the {label} of {{entity}} is {{value}}.",
        label="{entity}",
        why=f"{label} of {{entity}}",
    )


def _of_point(label: str) -> Wording:
    return Wording(
        forward="where on the map is {entity}?",
        reverse="which of these {types} is at the marked point?",
        statement=f"the {label} of {{entity}} is {{value}}.",
        label="{entity}",
        why="{entity}",
    )
