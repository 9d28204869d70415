"""From pydantic's account of a wrong shape to faults an author can act on."""

from __future__ import annotations

import builtins
import difflib
import typing
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from quizapp.bank.faults import Findings
from quizapp.bank.schema import SetDocument, Shape

ALIKE = 0.65
"""From here on two keys are taken for one misspelt (difflib's ratio)."""
_EXPECTED = {
    "string_type": "a text",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "list_type": "a list",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
}
_SIZES = {
    "string_too_short": "the text is empty",
    "string_too_long": "the text is longer than {max_length} characters",
    "too_short": "expected {min_length} values here, found {actual_length}",
    "too_long": "expected {max_length} values here, found {actual_length}",
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
        findings.add(path, "F101", f"unknown key {str(path[-1])[:60]!r}{_advice(path)}", at_key=True)
    elif kind == "missing":
        findings.add(path[:-1], "F102", f"the key {path[-1]!r} is missing")
    elif kind in _EXPECTED:
        findings.add(path, "F103", f"expected {_EXPECTED[kind]} here, found {_found(given)}")
    elif kind in _SIZES:
        findings.add(path, "F103", _SIZES[kind].format(**item["ctx"]))
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


def _advice(path: tuple[str | int, ...]) -> str:
    """What may have been meant by a key: another key of the same mapping, or the same key further inside."""
    annotations: list[Any] = [SetDocument]
    for part in path[:-1]:
        annotations = [inner for one in annotations for inner in _inside(one, part)]
    shapes = [shape for one in annotations for shape in _shapes(one)]
    fields = {field.alias or name: field for shape in shapes for name, field in shape.model_fields.items()}
    key = str(path[-1])[:60]
    if near := difflib.get_close_matches(key, sorted(fields), n=1, cutoff=ALIKE):
        return f" (did you mean {near[0]!r}?)"
    for name, field in fields.items():
        inner = {one for shape in _shapes(field.annotation) for one in _keys(shape)}
        if near := difflib.get_close_matches(key, sorted(inner), n=1, cutoff=ALIKE):
            return f"; {near[0]!r} stands inside {name!r}"
    return f"; known here: {', '.join(fields)}"


def _inside(annotation: Any, part: str | int) -> list[Any]:
    """The types of what stands under a key, or at a place of a list."""
    arguments = get_args(annotation)
    match get_origin(annotation):
        case typing.Annotated:
            return _inside(arguments[0], part)
        case builtins.dict:
            return [arguments[1]]
        case builtins.list:
            return [arguments[0]]
        case None:
            shapes = _shapes(annotation)
            return [
                field.annotation
                for shape in shapes
                for name, field in shape.model_fields.items()
                if (field.alias or name) == part
            ]
    return [inner for one in arguments for inner in _inside(one, part)]


def _shapes(annotation: Any) -> list[type[Shape]]:
    """The shapes that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return [annotation]
    return [shape for one in get_args(annotation) for shape in _shapes(one)]


def _keys(shape: type[Shape]) -> set[str]:
    return {field.alias or name for name, field in shape.model_fields.items()}
