"""Sources, types and attributes: what stands at the top of a set."""

from __future__ import annotations

from quizapp.bank.compilation.context import Context, find_cycle, in_language
from quizapp.bank.compilation.templates import compile_wording
from quizapp.bank.faults import Path
from quizapp.bank.schema import AttributeShape, DecoyShape, NearTruthShape
from quizapp.bank.values import BadValue, parse_other_value
from quizapp.core.facts import Attribute, Decoy, EntityType, NearTruth, Source, ValueType


def compile_sources(context: Context) -> dict[str, Source]:
    """The sources by id; a set that names none is its own source."""
    document = context.document
    sources = {
        id: Source(
            id=id,
            title=shape.title,
            short=shape.short or shape.title,
            **shape.model_dump(exclude={"title", "short"}),
        )
        for id, shape in document.sources.items()
    }
    if not sources:
        title = document.title
        sources[document.set] = Source(id=document.set, title=title, short=f"the set {title}", kind="set")
    elif document.source:
        context.known(document.source, sources, "source", ("source",))
    return sources


def default_source(context: Context) -> str:
    """Id of the source of a claim that names none; "" where the set has several and no default."""
    document = context.document
    if document.source:
        return document.source
    if len(document.sources) == 1:
        return next(iter(document.sources))
    return "" if document.sources else document.set


def compile_types(context: Context) -> dict[str, EntityType]:
    """The types by id; notes unknown parents and circles."""
    shapes = context.document.types
    language = context.document.language
    for id, shape in shapes.items():
        if shape.is_:
            context.known(shape.is_, shapes, "type", ("types", id, "is"))
    circle = find_cycle({id: [shape.is_] if shape.is_ else [] for id, shape in shapes.items()})
    if circle:
        message = f"types run in a circle: {' is '.join(circle)}"
        context.findings.add(("types", circle[0], "is"), "R102", message)
    return {
        id: EntityType(
            id=id,
            one=in_language(shape.one, language) or {language: id.replace("-", " ")},
            many=in_language(shape.many, language),
            parent=shape.is_,
        )
        for id, shape in shapes.items()
    }


def compile_attributes(context: Context) -> dict[str, Attribute]:
    """The attributes by id; their references, templates and decoys are checked."""
    return {id: _attribute(context, id, shape) for id, shape in context.document.attributes.items()}


def _attribute(context: Context, id: str, shape: AttributeShape) -> Attribute:
    path: Path = ("attributes", id)
    for position, type_id in enumerate(shape.of):
        context.known(type_id, context.types, "type", (*path, "of", position))
    for position, type_id in enumerate(shape.range):
        context.known(type_id, context.types, "type", (*path, "range", position))
    many = shape.value == "entities"
    value_type: ValueType = "entity" if shape.value == "entities" else shape.value
    if shape.range and value_type != "entity":
        context.findings.add(
            (*path, "range"), "V103", "only attributes whose value is an entity have a range"
        )
    reverse = value_type not in ("number", "point") if shape.reverse is None else shape.reverse
    return Attribute(
        id=id,
        value_type=value_type,
        of=tuple(shape.of),
        range=tuple(shape.range),
        role=shape.role,
        title=shape.title,
        many=many,
        functional=not many if shape.functional is None else shape.functional,
        inverse_functional=shape.inverse_functional,
        reverse=reverse,
        kinds=None if shape.kinds is None else tuple(shape.kinds),
        unit=shape.unit,
        decoys=compile_decoys(context, shape.decoys, value_type, shape.unit, (*path, "decoys")),
        reverse_decoys=compile_decoys(context, shape.reverse_decoys, "entity", "", (*path, "reverse-decoys")),
        wording=compile_wording(context, shape, path),
    )


def compile_decoys(
    context: Context, shapes: list[DecoyShape], value_type: str, unit: str, path: Path
) -> tuple[Decoy, ...]:
    """Values asserted to be wrong; a bad one is noted and left out."""
    decoys = []
    for position, shape in enumerate(shapes):
        try:
            value = parse_other_value(shape.value, value_type, unit, context.document.entities)
        except BadValue as error:
            context.findings.add((*path, position, "value"), "V101", str(error))
        else:
            decoys.append(Decoy(value=value, why=shape.why))
    return tuple(decoys)


def compile_near_truths(
    context: Context, shapes: list[NearTruthShape], value_type: str, unit: str, path: Path
) -> tuple[NearTruth, ...]:
    """Values of other accounts; a bad one is noted and left out."""
    truths = []
    for position, shape in enumerate(shapes):
        try:
            value = parse_other_value(shape.value, value_type, unit, context.document.entities)
        except BadValue as error:
            context.findings.add((*path, position, "value"), "V101", str(error))
        else:
            if shape.source:
                context.known(shape.source, context.document.sources, "source", (*path, position, "source"))
            truths.append(NearTruth(value=value, **shape.model_dump(exclude={"value"})))
    return tuple(truths)
