"""Entities: names, places, and what belongs to what."""

from __future__ import annotations

import re

from quizapp.bank.compilation.context import Context, find_cycle
from quizapp.bank.schema import EntityShape
from quizapp.bank.values import BadValue, parse_point
from quizapp.core.facts import Entity, Name, Point

_ID_LIKE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def compile_entities(context: Context) -> dict[str, Entity]:
    """The entities by id; notes unknown types and containers, circles of containment, missing names."""
    shapes = context.document.entities
    entities = {id: _entity(context, id, shape) for id, shape in shapes.items()}
    circle = find_cycle({id: entity.part_of for id, entity in entities.items()})
    if circle:
        message = f"places contain each other in a circle: {' in '.join(circle)}"
        context.findings.add(("entities", circle[0], "part-of"), "R102", message)
    return entities


def _entity(context: Context, id: str, shape: EntityShape) -> Entity:
    path = ("entities", id)
    context.known(shape.type, context.types, "type", (*path, "type"))
    for position, container in enumerate(shape.part_of):
        context.known(container, context.document.entities, "entity", (*path, "part-of", position))
    for position, homonym in enumerate(shape.homonyms):
        if _ID_LIKE.fullmatch(homonym):
            context.known(homonym, context.document.entities, "entity", (*path, "homonyms", position))
    if not shape.names and not shape.describe:
        context.findings.add(
            path, "F104", "an entity needs `names` or `describe`, so that it can be asked about"
        )
    return Entity(
        id=id,
        type=shape.type,
        names=tuple(Name(text=name.text, language=name.lang, used_by=name.used_by) for name in shape.names),
        describe=tuple(shape.describe),
        point=_point(context, id, shape),
        part_of=tuple(shape.part_of),
        homonyms=tuple(shape.homonyms),
        note=shape.note,
    )


def _point(context: Context, id: str, shape: EntityShape) -> Point | None:
    if shape.at is None:
        return None
    try:
        return parse_point(shape.at)
    except BadValue as error:
        context.findings.add(("entities", id, "at"), "V101", str(error))
        return None
