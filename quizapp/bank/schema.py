"""The shape of a set file, strictly: an unknown key is a fault, and so is a mapping where a text belongs.

Shorthands (a text for `{text: …}`, one value for a list of one) are written out on the way in, so
that everything after this module meets one form only. `question_bank/schema.json` is made from here.
"""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from quizapp.bank.shorthands import (
    Also,
    Flag,
    Listed,
    Long,
    RawValue,
    SetSlug,
    Short,
    Slug,
    Worded,
    fact_list,
    under,
)
from quizapp.bank.unseen import seen

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
    """A value that other accounts give, with the document that gives it if the set names one."""

    value: RawValue
    note: Long = ""
    source: Slug | Literal[""] = ""
    locator: Short = ""


Spelling = Annotated[Short, StringConstraints(min_length=1), AfterValidator(seen)]
Decoys = Listed[Annotated[DecoyShape, under("value"), Also(scalar=True)]]
NearTruths = Listed[Annotated[NearTruthShape, under("value"), Also(scalar=True)]]


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
    title: Short = ""
    functional: Flag | None = None
    inverse_functional: Flag = False
    reverse: Flag | None = None
    kinds: Listed[KindName] | None = None
    unit: Short = ""
    decoys: Decoys = Field(default_factory=list)
    reverse_decoys: Decoys = Field(default_factory=list)
    wording: WordingShape = Field(default_factory=WordingShape)


class NameShape(Shape):
    """One of the names of an entity."""

    text: Spelling
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
    cites: Slug | Literal[""] = ""


class MemberShape(Shape):
    """One member of a list."""

    value: RawValue
    source: Slug | Literal[""] = ""
    locator: Short = ""
    quote: Long = ""
    note: Long = ""
    accepts: Listed[Spelling] = Field(default_factory=list)
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
    members: Listed[Annotated[MemberShape, under("value"), Also(scalar=True)]] | None = None
    complete: Flag = False
    source: Slug | Literal[""] = ""
    locator: Short = ""
    quote: Long = ""
    inferred: Short = ""
    derived: Long = ""
    cites: Slug | Literal[""] = ""
    claims: list[ClaimShape] | None = None
    accepts: Listed[Spelling] = Field(default_factory=list)
    for_: dict[Slug, Listed[Short]] = Field(default_factory=dict)
    id: Slug | Literal[""] = ""
    after: Listed[Short] = Field(default_factory=list)
    never_offer: NearTruths = Field(default_factory=list)
    decoys: Decoys = Field(default_factory=list)
    reverse_decoys: Decoys = Field(default_factory=list)
    note: Long = ""
    origin: SetSlug | Literal[""] = ""


Facts = Annotated[
    list[FactShape],
    BeforeValidator(fact_list),
    Also(scalar=True, one=True),
]


class EntityShape(Shape):
    """A thing with names."""

    type: Slug
    names: Listed[Annotated[NameShape, under("text"), Also(scalar=True)]] = Field(default_factory=list)
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
    """Column with the locator, if it is not that of the table."""
    never_offer: Short = ""
    """Column with values that other accounts give."""
    accepts: Short = ""
    """Column with further spellings of the value."""
    note: Short = ""
    """Column with the note."""


class TableShape(Shape):
    """A CSV file beside the set file whose rows are entities."""

    file: Short
    type: Slug
    id: Short = ""
    names: Listed[Short] = Field(default_factory=list)
    describe: Short = ""
    part_of: Short = ""
    homonyms: Short = ""
    point: Annotated[list[Short], Field(min_length=2, max_length=2)] | None = None
    columns: dict[Short, Annotated[ColumnShape, under("attribute"), Also(scalar=True)]] = Field(
        default_factory=dict
    )
    source: Slug | Literal[""] = ""
    locator: Short = ""


class OptionShape(Shape):
    """An option of a written question."""

    text: Annotated[Short, StringConstraints(min_length=1)]
    why: Long = ""


Options = Listed[Annotated[OptionShape, under("text"), Also(scalar=True)]]


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


def json_schema() -> str:
    """The JSON schema of a set file, for editors, as the text of `question_bank/schema.json`."""
    schema = SetDocument.model_json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**head, **schema}, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(json_schema())
