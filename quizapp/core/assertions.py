"""Who says what: the documents behind a fact, and those behind what other accounts give instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizapp.core.facts import Claim, Fact, Unknown
from quizapp.core.material import Material
from quizapp.core.truth import may_be_one


@dataclass(frozen=True, slots=True)
class Assertion:
    """One value, and the document that is named for it."""

    claim: Claim
    document: str
    """Id of the source asked for: the one that states the value, or the one that it cites for it."""

    @property
    def reported(self) -> bool:
        """Whether another document tells of it."""
        return self.document != self.claim.source


def assertions(fact: Fact) -> tuple[Assertion, ...]:
    """All that is said of the fact, and by which document; what a source leaves open is among it."""
    claims = [claim for claim in fact.claims if not claim.derived]
    claims += [
        Claim(value=near.value, source=near.source, locator=near.locator, note=near.note)
        for near in fact.never_offer
        if near.source
    ]
    return tuple([Assertion(claim, claim.cites or claim.source) for claim in claims])


def stated(said: Iterable[Assertion]) -> list[Assertion]:
    """Those with a value."""
    return [one for one in said if not isinstance(one.claim.value, Unknown)]


def contested(material: Material, fact: Fact) -> bool:
    """Whether documents that the set names give values that cannot both be meant."""
    found = stated(assertions(fact)) if len(fact.claims) > 1 or fact.never_offer else []
    return any(not may_be_one(material, one.claim.value, found[0].claim.value) for one in found[1:])


def main_document(material: Material) -> str:
    """The document behind more than half of all that the set says; "" where there is none."""
    counts = Counter(one.document for fact in material.facts.facts.values() for one in assertions(fact))
    document, count = counts.most_common(1)[0] if counts else ("", 0)
    return document if 2 * count > counts.total() else ""


def tellers(material: Material) -> Mapping[str, bool]:
    """By document: whether it speaks for itself somewhere in the set, and is not only cited by another."""
    known: dict[str, bool] = material.memory("tellers")
    if not known:
        known.update(dict.fromkeys(material.facts.sources, False))
        for fact in material.facts.facts.values():
            known.update((one.claim.source, True) for one in assertions(fact))
    return known
