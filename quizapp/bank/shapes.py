"""From pydantic's account of a wrong shape to faults an author can act on."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import ValidationError

from quizapp.bank.faults import Findings
from quizapp.bank.schema import SetDocument, Shape

_EXPECTED = {
    "string_type": "a text",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "list_type": "a list",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
}


def read_shape(tree: dict[str, Any], findings: Findings) -> SetDocument | None:
    """The document of a tree, or None after noting everything that has the wrong shape."""
    try:
        return SetDocument.model_validate(tree)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_context=True):
            _note(dict(item), findings)
        return None


def _note(item: dict[str, Any], findings: Findings) -> None:
    path = tuple(item["loc"])
    kind, given = item["type"], item.get("input")
    if kind == "extra_forbidden":
        findings.add(
            path, "F101", f"unknown key {str(path[-1])[:60]!r}{_nearest(str(path[-1]))}", at_key=True
        )
    elif kind == "missing":
        findings.add(path[:-1], "F102", f"the key {path[-1]!r} is missing")
    elif kind in _EXPECTED:
        findings.add(path, "F103", f"expected {_EXPECTED[kind]} here, found {_found(given)}")
    elif kind == "literal_error":
        findings.add(path, "F103", f"{_found(given)} is not one of {item['ctx']['expected']}")
    elif kind == "string_pattern_mismatch":
        findings.add(path, "F106", f"{_found(given)}: {_pattern_in_words(item['ctx']['pattern'])}")
    else:
        findings.add(path, "F103", item["msg"].removeprefix("Value error, "))


def _pattern_in_words(pattern: str) -> str:
    if "http" in pattern:
        return "an address begins with https:// or http://"
    if pattern.startswith("^[a-z0-9]"):
        return "lower-case letters, digits and single hyphens only"
    if pattern.startswith("^[A-Za-z]{2,3}"):
        return "a language code such as en or az"
    return "an id has letters, digits and hyphens only, and begins with a letter or digit"


def _found(given: object) -> str:
    if isinstance(given, dict):
        return "a mapping"
    if isinstance(given, list):
        return "a list"
    return repr(given) if len(repr(given)) <= 80 else "a long text"


def _nearest(key: str) -> str:
    known = {field.alias or name for shape in _shapes() for name, field in shape.model_fields.items()}
    near = difflib.get_close_matches(key[:60], sorted(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _shapes() -> list[type[Shape]]:
    """Every shape of the format."""
    found, queue = [], [Shape]
    while queue:
        shape = queue.pop()
        found.append(shape)
        queue.extend(shape.__subclasses__())
    return found
