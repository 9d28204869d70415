"""Facts: lists taken apart, defaults filled in, ids given, claims read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from quizapp.bank.compilation.context import Context
from quizapp.bank.compilation.heads import compile_decoys, compile_near_truths, default_source
from quizapp.bank.faults import Path
from quizapp.bank.schema import ClaimShape, FactShape, MemberShape
from quizapp.bank.slugs import slug
from quizapp.bank.values import BadValue, parse_value
from quizapp.core.facts import Attribute, Claim, EntityRef, Fact, Source


@dataclass(frozen=True, slots=True)
class _Part:
    """One fact to be: a member of a list, or the only one."""

    claims: list[ClaimShape]
    paths: list[Path]
    id: str = ""
    member: bool = False
    note: str = ""
    accepts: tuple[str, ...] = ()


class FactCompiler:
    """Makes facts one by one, in the order of the set."""

    def __init__(
        self, context: Context, attributes: dict[str, Attribute], sources: dict[str, Source]
    ) -> None:
        self._context = context
        self._attributes = attributes
        self._sources = sources
        self._default_source = default_source(context)
        self.facts: dict[str, Fact] = {}

    def compile_all(self) -> dict[str, Fact]:
        """The facts by id; faults are noted."""
        for entity_id, entity in self._context.document.entities.items():
            for attribute_id, shapes in entity.facts.items():
                path: Path = ("entities", entity_id, "facts", attribute_id)
                attribute = self._attributes.get(attribute_id)
                if attribute is None:
                    self._context.known(attribute_id, self._attributes, "attribute", path)
                elif entity.type in self._context.types and not self._context.is_a(entity.type, attribute.of):
                    of = ", ".join(attribute.of)
                    message = f"a {entity.type!r} has no {attribute_id!r}: the attribute is of {of}"
                    self._context.findings.add(path, "R104", message, at_key=True)
                else:
                    for position, shape in enumerate(shapes):
                        self._add(entity_id, attribute, shape, (*path, position))
        self._check_after()
        return self.facts

    def _add(self, entity_id: str, attribute: Attribute, shape: FactShape, path: Path) -> None:
        base = self._base(entity_id, attribute, shape, path)
        for part in self._parts(attribute, shape, path):
            claims = tuple(self._claims(attribute, part))
            if not claims:
                continue
            fact_id = f"{base.id}.{part.id or _value_slug(claims[0].value)}" if part.member else base.id
            if fact_id in self.facts:
                self._note_twice(fact_id, path)
                continue
            self.facts[fact_id] = replace(
                base,
                id=fact_id,
                claims=claims,
                order=len(self.facts),
                list_id=base.id if part.member else "",
                note=part.note or base.note,
                accepts=part.accepts,
            )

    def _base(self, entity_id: str, attribute: Attribute, shape: FactShape, path: Path) -> Fact:
        """Everything but the claims."""
        document = self._context.document
        entity, defaults = document.entities[entity_id], document.defaults
        qualifiers = {key: "|".join(values) for key, values in shape.for_.items()}
        last = shape.id or ".".join([attribute.id, *(slug(value) for value in qualifiers.values())])
        value_type, unit = attribute.value_type, attribute.unit
        return Fact(
            id=f"{entity_id}.{last}",
            entity=entity_id,
            attribute=attribute.id,
            claims=(),
            qualifiers=qualifiers,
            complete=shape.complete,
            topic=_first(shape.topic, entity.topic, defaults.topic, ""),
            level=_first(shape.level, entity.level, defaults.level, "core"),
            sensitive=_first(shape.sensitive, defaults.sensitive, ""),
            asked=_first(shape.asked, defaults.asked, True),
            after=tuple(shape.after),
            never_offer=compile_near_truths(
                self._context, shape.never_offer, value_type, unit, (*path, "never-offer")
            ),
            decoys=compile_decoys(self._context, shape.decoys, value_type, unit, (*path, "decoys")),
            reverse_decoys=compile_decoys(
                self._context, shape.reverse_decoys, "entity", "", (*path, "reverse-decoys")
            ),
            note=shape.note,
            origin=shape.origin,
        )

    def _parts(self, attribute: Attribute, shape: FactShape, path: Path) -> Iterator[_Part]:
        if shape.accepts and (shape.members is not None or attribute.value_type not in ("entity", "text")):
            message = "`accepts` is for one text or entity: the spellings of a member stand beside it"
            self._context.findings.add((*path, "accepts"), "V106", message)
        given = [key for key in ("value", "members", "claims") if getattr(shape, key) is not None]
        if len(given) != 1:
            message = "a fact has exactly one of `value`, `members` and `claims`"
            self._context.findings.add(path, "F103", message)
        elif shape.members is not None:
            yield from self._members(attribute, shape, path)
        elif shape.claims is not None:
            paths = [(*path, "claims", position) for position in range(len(shape.claims))]
            yield _Part(shape.claims, paths, accepts=tuple(shape.accepts))
        else:
            fields = ("source", "locator", "quote", "inferred", "derived", "cites")
            claim = ClaimShape.model_construct(
                value=shape.value, note="", **{field: getattr(shape, field) for field in fields}
            )
            member = attribute.many and shape.value != "unknown"
            yield _Part([claim], [path], member=member, accepts=tuple(shape.accepts))

    def _members(self, attribute: Attribute, shape: FactShape, path: Path) -> Iterator[_Part]:
        if attribute.functional:
            message = f"{attribute.id!r} has one true value: make it `value: entities` or `functional: no`"
            self._context.findings.add((*path, "members"), "V102", message)
        for position, member in enumerate(shape.members or []):
            claim = _member_claim(shape, member)
            where: Path = (*path, "members", position)
            yield _Part([claim], [where], member.id, True, member.note, tuple(member.accepts))

    def _claims(self, attribute: Attribute, part: _Part) -> Iterator[Claim]:
        for shape, path in zip(part.claims, part.paths, strict=True):
            try:
                value = parse_value(shape.value, attribute.value_type, attribute.unit, self._context.entities)
            except BadValue as error:
                self._context.findings.add((*path, "value"), "V101", str(error))
                continue
            self._check_range(attribute, value, (*path, "value"))
            yield Claim(
                value=value,
                source=self._source(shape.source, path),
                locator=shape.locator,
                quote=shape.quote,
                note=shape.note,
                inferred=shape.inferred,
                derived=shape.derived,
                cites=self._cited(shape.cites, path),
            )

    def _cited(self, named: str, path: Path) -> str:
        if named:
            self._context.known(named, self._sources, "source", (*path, "cites"))
        return named

    def _source(self, named: str, path: Path) -> str:
        source = named or self._default_source
        if not source:
            message = "say who asserts this: `source:` here, or one `source:` for the whole set"
            self._context.findings.add(path, "F102", message)
        elif named:
            self._context.known(named, self._sources, "source", (*path, "source"))
        return source

    def _check_range(self, attribute: Attribute, value: Any, path: Path) -> None:
        if isinstance(value, EntityRef) and attribute.range:
            found = self._context.entities[value.id].type
            if not self._context.is_a(found, attribute.range):
                wanted = " or ".join(attribute.range)
                self._context.findings.add(path, "V104", f"{value.id!r} is a {found}, wanted is a {wanted}")

    def _note_twice(self, fact_id: str, path: Path) -> None:
        self._context.findings.add(
            path,
            "R103",
            f"the fact {fact_id!r} stands twice: give one an `id` or other `for`, or write the values of "
            "several sources as `claims` of one fact",
        )

    def _check_after(self) -> None:
        for fact in self.facts.values():
            for earlier in fact.after:
                path: Path = ("entities", fact.entity, "facts", fact.attribute, 0, "after")
                self._context.known(earlier, self.facts, "fact", path)


def _member_claim(shape: FactShape, member: MemberShape) -> ClaimShape:
    """A member's claim; what it leaves out is said once for the list."""
    return ClaimShape.model_construct(
        value=member.value,
        source=member.source or shape.source,
        locator=member.locator or shape.locator,
        quote=member.quote or shape.quote,
        note="",
        inferred=shape.inferred,
        derived=shape.derived,
        cites=shape.cites,
    )


def _value_slug(value: Any) -> str:
    if isinstance(value, EntityRef):
        return value.id
    return slug(str(getattr(value, "text", None) or getattr(value, "amount", None) or value))


def _first(*candidates: Any) -> Any:
    """The first that was given."""
    return next(candidate for candidate in candidates if candidate is not None)
