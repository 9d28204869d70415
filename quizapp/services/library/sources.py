"""Whose word a set rests on: facts by issuer and by party, and how many have one source only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.core.facts import FactSet
from quizapp.services.library.listing import facts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerLine:
    """One issuer's part in a set."""

    issuer: str
    """The issuer, or the source's short name where it tells none."""
    party: bool
    """Whether the issuer is a party to the matter."""
    facts: int
    """Facts that a source of this issuer asserts."""
    share: float
    """Of all facts of the set; several issuers may assert one fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a set's facts rest on."""

    facts: int
    issuers: Sequence[IssuerLine]
    """Most facts first."""
    party_share: float
    """Facts that parties alone assert."""
    single_source_share: float
    """Facts that one source alone asserts."""


def source_balance(session: Session, slug: str) -> Balance:
    """The balance of a set's sources. Raises NotFound."""
    return balance_of(facts_of(session, slug))


def balance_of(facts: FactSet) -> Balance:
    """The balance of the sources of a set of facts."""
    issuers: Counter[tuple[str, bool]] = Counter()
    of_parties = single = 0
    for fact in facts.facts.values():
        sources = [
            facts.sources[one] for one in {claim.source for claim in fact.claims} if one in facts.sources
        ]
        issuers.update({(source.issuer or source.short, source.party) for source in sources})
        of_parties += bool(sources) and all(source.party for source in sources)
        single += len(sources) == 1
    total = len(facts.facts)
    return Balance(
        facts=total,
        issuers=[
            IssuerLine(issuer=issuer, party=party, facts=count, share=count / total)
            for (issuer, party), count in sorted(issuers.items(), key=lambda item: (-item[1], item[0]))
        ],
        party_share=of_parties / total if total else 0.0,
        single_source_share=single / total if total else 0.0,
    )
