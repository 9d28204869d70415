"""The shape of a set file, strictly: an unknown key is a fault, and so is a mapping where a text belongs.

Shorthands (a text for `{text: …}`, one value for a list of one) are written out on the way in, so
that everything after this module meets one form only. `question_bank/schema.json` is made from here.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

_SCALAR: JsonSchemaValue = {"type": ["string", "number", "boolean"]}
"""What an editor may see before a text that YAML would read as a number or a truth value."""

Slug = Annotated[str, StringConstraints(pattern=r"^\w[\w-]*$", max_length=120), WithJsonSchema(_SCALAR)]
SetSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Short = Annotated[str, StringConstraints(max_length=500), WithJsonSchema(_SCALAR)]
Long = Annotated[str, StringConstraints(max_length=8000), WithJsonSchema(_SCALAR)]
Flag = Annotated[bool, WithJsonSchema({"enum": ["yes", "no", True, False]})]
ValueTypeName = Literal["date", "month-day", "entity", "entities", "number", "text", "point"]
LevelName = Literal["core", "more", "detail"]
KindName = Literal[
    "choice",
    "multiple",
    "truefalse",
    "typed",
    "cloze",
    "date",
    "number",
    "matching",
    "timeline",
    "locate",
    "flashcard",
]
RoleName = Literal[
    "", "took-place", "announced-on", "agreed-on", "in-force-from", "signed-on", "dated", "given-on"
]
T = TypeVar("T")


class _Also:
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
            forms.append(_SCALAR)
        return {"anyOf": forms}


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _under(key: str) -> BeforeValidator:
    """A text stands for a mapping with this one key."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, (str, list)) else value)


def _by_language(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


def _fact_list(value: object) -> object:
    """A value alone, one fact, or a list of facts: always a list of facts."""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return value
    return [value if isinstance(value, dict) else {"value": value}]


def _value(value: object) -> object:
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


Listed = Annotated[list[T], BeforeValidator(_listed), _Also(one=True)]
Worded = Annotated[
    dict[str, Long], BeforeValidator(_by_language), _Also(scalar=True), Field(default_factory=dict)
]
RawValue = Annotated[
    Any,
    BeforeValidator(_value),
    WithJsonSchema({"type": ["string", "number", "boolean", "array", "object"]}),
]


class Shape(BaseModel):
    """Base of all shapes: no unknown keys, keys written with hyphens."""

    model_config = ConfigDict(
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        regex_engine="python-re",
    )


class SourceShape(Shape):
    """A document that asserts things."""

    title: Short
    short: Short = ""
    issuer: Short = ""
    date: Short = ""
    kind: Short = ""
    party: Flag = False
    url: Annotated[Short, StringConstraints(pattern=r"^(https?://\S+)?$")] = ""
    language: Short = "en"
    note: Long = ""


class TypeShape(Shape):
    """What sort of thing an entity is."""

    is_: Slug | Literal[""] = ""
    one: Worded
    many: Worded


class DecoyShape(Shape):
    """A value asserted to be wrong."""

    value: RawValue
    why: Long = ""


class NearTruthShape(Shape):
    """A value that other accounts give."""

    value: RawValue
    note: Long = ""


Decoys = Listed[Annotated[DecoyShape, _under("value"), _Also(scalar=True)]]
NearTruths = Listed[Annotated[NearTruthShape, _under("value"), _Also(scalar=True)]]


class TemplatesShape(Shape):
    """The wordings of one attribute, each a text or a mapping from language to text."""

    forward: Worded
    reverse: Worded
    statement: Worded
    label: Worded
    why: Worded


class WordingShape(TemplatesShape):
    """Wordings, with others for some types."""

    by_type: dict[Slug, TemplatesShape] = Field(default_factory=dict)


class AttributeShape(Shape):
    """A typed question one can ask of an entity."""

    of: Listed[Slug]
    value: ValueTypeName
    range: Listed[Slug] = Field(default_factory=list)
    role: RoleName = ""
    functional: Flag | None = None
    inverse_functional: Flag = False
    reverse: Flag | None = None
    kinds: Listed[KindName] = Field(default_factory=list)
    unit: Short = ""
    decoys: Decoys = Field(default_factory=list)
    wording: WordingShape = Field(default_factory=WordingShape)


class NameShape(Shape):
    """One of the names of an entity."""

    text: Annotated[Short, StringConstraints(min_length=1)]
    lang: Short = ""
    used_by: Short = ""


class ClaimShape(Shape):
    """One source's assertion of a value."""

    value: RawValue
    source: Slug | Literal[""] = ""
    locator: Short = ""
    quote: Long = ""
    note: Long = ""
    inferred: Short = ""
    derived: Long = ""


class MemberShape(Shape):
    """One member of a list."""

    value: RawValue
    source: Slug | Literal[""] = ""
    locator: Short = ""
    quote: Long = ""
    note: Long = ""
    id: Slug | Literal[""] = ""


class FactDefaults(Shape):
    """What may also stand once for all facts of a set."""

    topic: Short | None = None
    level: LevelName | None = None
    asked: Flag | None = None
    sensitive: Short | None = None


class FactShape(FactDefaults):
    """A fact, or a list that becomes one fact per member."""

    value: RawValue | None = None
    members: Listed[Annotated[MemberShape, _under("value"), _Also(scalar=True)]] | None = None
    complete: Flag = False
    source: Slug | Literal[""] = ""
    locator: Short = ""
    quote: Long = ""
    inferred: Short = ""
    derived: Long = ""
    claims: list[ClaimShape] | None = None
    for_: dict[Slug, Listed[Short]] = Field(default_factory=dict)
    id: Slug | Literal[""] = ""
    after: Listed[Short] = Field(default_factory=list)
    never_offer: NearTruths = Field(default_factory=list)
    decoys: Decoys = Field(default_factory=list)
    note: Long = ""
    origin: SetSlug | Literal[""] = ""


Facts = Annotated[
    list[FactShape],
    BeforeValidator(_fact_list),
    _Also(scalar=True, one=True),
]


class EntityShape(Shape):
    """A thing with names."""

    type: Slug
    names: Listed[Annotated[NameShape, _under("text"), _Also(scalar=True)]] = Field(default_factory=list)
    describe: Listed[Short] = Field(default_factory=list)
    at: Annotated[list[Short], Field(min_length=2, max_length=2)] | None = None
    part_of: Listed[Slug] = Field(default_factory=list)
    homonyms: Listed[Short] = Field(default_factory=list)
    note: Long = ""
    topic: Short | None = None
    level: LevelName | None = None
    facts: dict[Slug, Facts] = Field(default_factory=dict)


class ColumnShape(FactDefaults):
    """What a column of a table holds."""

    attribute: Slug
    locator: Short = ""


class TableShape(Shape):
    """A CSV file beside the set file whose rows are entities."""

    file: Short
    type: Slug
    id: Short = ""
    names: Listed[Short] = Field(default_factory=list)
    point: Annotated[list[Short], Field(min_length=2, max_length=2)] | None = None
    columns: dict[Short, Annotated[ColumnShape, _under("attribute"), _Also(scalar=True)]] = Field(
        default_factory=dict
    )
    source: Slug | Literal[""] = ""
    locator: Short = ""


class OptionShape(Shape):
    """An option of a written question."""

    text: Annotated[Short, StringConstraints(min_length=1)]
    why: Long = ""


Options = Listed[Annotated[OptionShape, _under("text"), _Also(scalar=True)]]


class WrittenShape(Shape):
    """A question written whole."""

    id: Slug
    kind: KindName
    stem: Annotated[Long, StringConstraints(min_length=1)]
    options: Options = Field(default_factory=list)
    targets: Options = Field(default_factory=list)
    key: Annotated[Any, WithJsonSchema({})] = None
    accepts: Listed[Short] = Field(default_factory=list)
    answer: Long = ""
    statement: Long = ""
    source: Slug | Literal[""] = ""
    locator: Short = ""
    quote: Long = ""
    topic: Short = ""
    level: LevelName = "core"
    asked: Flag = True
    sensitive: Short = ""
    origin: SetSlug | Literal[""] = ""


class SetDocument(Shape):
    """A whole set as authored; its JSON is what a revision stores."""

    set: SetSlug
    title: Annotated[Short, StringConstraints(min_length=1)]
    summary: Long = ""
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"
    general: Flag = True
    licence: Short = ""
    credits: Listed[Long] = Field(default_factory=list)
    topics: Listed[Short] = Field(default_factory=list)
    sources: dict[Slug, SourceShape] = Field(default_factory=dict)
    source: Slug | Literal[""] = ""
    defaults: FactDefaults = Field(default_factory=FactDefaults)
    types: dict[Slug, TypeShape] = Field(default_factory=dict)
    attributes: dict[Slug, AttributeShape] = Field(default_factory=dict)
    entities: dict[Slug, EntityShape] = Field(default_factory=dict)
    tables: list[TableShape] = Field(default_factory=list)
    questions: list[WrittenShape] = Field(default_factory=list)


def json_schema() -> dict[str, Any]:
    """The JSON schema of a set file, for editors."""
    schema = SetDocument.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
