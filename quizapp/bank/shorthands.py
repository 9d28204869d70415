"""Forms that may be written shorter, and the texts of a set: what the shapes of the schema are made of."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

SCALAR: JsonSchemaValue = {"type": ["string", "number", "boolean"]}
"""What an editor may see before a text that YAML would read as a number or a truth value."""

Slug = Annotated[str, StringConstraints(pattern=r"^\w[\w-]*$", max_length=120), WithJsonSchema(SCALAR)]
SetSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Short = Annotated[str, StringConstraints(max_length=500), WithJsonSchema(SCALAR)]
Long = Annotated[str, StringConstraints(max_length=8000), WithJsonSchema(SCALAR)]
Flag = Annotated[bool, WithJsonSchema({"enum": ["yes", "no", True, False]})]
T = TypeVar("T")


class Also:
    """Tells the JSON schema of further forms that are accepted."""

    def __init__(self, scalar: bool = False, one: bool = False) -> None:
        self._scalar = scalar
        self._one = one

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        plain = handler(core_schema)
        forms = [plain]
        if self._one:
            forms.append(plain["items"])
        if self._scalar:
            forms.append(SCALAR)
        return {"anyOf": forms}


def listed(value: object) -> object:
    """One thing stands for a list of it."""
    return value if isinstance(value, list) else [value]


def under(key: str) -> BeforeValidator:
    """A text stands for a mapping with this one key."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, (str, list)) else value)


def by_language(value: object) -> object:
    """A text without a language is in that of the set."""
    return {"": value} if isinstance(value, str) else value


def fact_list(value: object) -> object:
    """A value alone, one fact, or a list of facts: always a list of facts."""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return value
    return [value if isinstance(value, dict) else {"value": value}]


def value_shape(value: object) -> object:
    """A scalar, a list of scalars, or `{amount, unit, bound}`; what it means depends on the attribute."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and 0 < len(value) <= 2 and all(isinstance(item, str) for item in value):
        return value
    if isinstance(value, dict) and {"amount"} <= value.keys() <= {"amount", "unit", "bound"}:
        if all(isinstance(item, str) for item in value.values()):
            return value
        raise ValueError("amount, unit and bound are texts")
    raise ValueError("expected a value: a text, [latitude, longitude], or {amount, unit, bound}")


Listed = Annotated[list[T], BeforeValidator(listed), Also(one=True)]
Worded = Annotated[
    dict[str, Long], BeforeValidator(by_language), Also(scalar=True), Field(default_factory=dict)
]
RawValue = Annotated[
    Any,
    BeforeValidator(value_shape),
    WithJsonSchema({"type": ["string", "number", "boolean", "array", "object"]}),
]
