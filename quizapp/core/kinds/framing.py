"""What every question carries beside its stem and key: who says so, where, and what the card is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizapp.core import statements, wording
from quizapp.core.facts import Claim, Fact
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Citation, Question


def frame(
    material: Material,
    request: Request,
    *,
    stem: str,
    attribution: str | None = None,
    claim: Claim | None = None,
    **rest: Any,
) -> Question:
    """A question about the request's fact; `rest` are the fields that only the kind knows.

    Fills in attribution, prompt, statement, sources, the machine form of the value and the card's
    place in the set. `stem` starts with a lower-case letter where the language has them. `claim` is the
    one asked about, where that is not the fact's own.
    """
    about = _about(material, request.fact)
    if claim is not None:
        told = statements.told(material, request.fact, claim)
        about = {**about, **_claimed(material, request.fact, claim), "statement": told}
    if attribution is None:
        attribution = about["attribution"]
    fields: dict[str, Any] = {
        **about,
        "id": request.id,
        "cards": (request.card,),
        "kind": request.id.kind,
        "direction": request.direction,
        "attribution": attribution,
        "stem": wording.raised(stem),
        "prompt": wording.prompt(attribution, stem, material.language),
        **rest,
    }
    return Question(**fields)


def _about(material: Material, fact: Fact) -> Mapping[str, Any]:
    """What is the same in every question about the fact."""
    known: dict[str, Mapping[str, Any]] = material.memory("frames")
    found = known.get(fact.id)
    if found is None:
        found = known[fact.id] = _told(material, fact)
    return found


def _told(material: Material, fact: Fact) -> Mapping[str, Any]:
    claim = material.claim(fact)
    if claim is None:
        raise ValueError(f"{fact.id} has no value that could be asked")
    return {
        **_claimed(material, fact, claim),
        "set": material.facts.slug,
        "attribution": statements.attribution(material, fact),
        "statement": statements.statement(material, fact),
        "topic": fact.topic,
        "level": fact.level,
        "sensitive": fact.sensitive,
        "asked": fact.asked and not fact.sensitive,
        "language": material.language,
    }


def _claimed(material: Material, fact: Fact, claim: Claim) -> Mapping[str, Any]:
    """What a question says of one claim: its value, and who else says something of the matter."""
    return {
        "value": wording.datum(claim.value),
        "precision": wording.precision(claim.value),
        "qualifier": wording.qualifier(claim.value),
        "source": _citation(material, claim, fact.note),
        "others": tuple([_citation(material, other) for other in fact.claims if other is not claim]),
    }


def _citation(material: Material, claim: Claim, of_the_fact: str = "") -> Citation:
    source = material.facts.sources.get(claim.source)
    return Citation(
        id=claim.source,
        title=source.title if source else "",
        short=source.short if source else "",
        locator=claim.locator,
        quote=claim.quote,
        attributed=bool(source and source.party),
        issuer=source.issuer if source else "",
        date=source.date if source else "",
        note=" ".join(filter(None, (of_the_fact, claim.note))),
    )
