"""Sourcing: which document says so, who issued it, and when. Variants of choice, not kinds of their own.

What the other documents say of the matter nobody knows from the set; which one is cited, it knows. A
document that may say the same is never a wrong option; one that says otherwise is the best of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from string import ascii_lowercase
from typing import Any

from quizapp.core import leaks, naming, statements, wording
from quizapp.core.calendar import (
    NotADate,
    PartialDate,
    format_date,
    parse_date,
    parse_typed_date,
    same_precision,
)
from quizapp.core.facts import Claim, Fact, Source, Unknown
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material, folded
from quizapp.core.questions import Option, Question
from quizapp.core.truth import may_be_one

SOURCE, ISSUER, ISSUED = VARIANTS = ("source", "issuer", "issued")
FEWEST_WRONG = 2
"""One is enough where it says otherwise: then the question is whose account says what."""
MOST_WRONG = 3
NOT_STATED = "not stated"
_WORDS = {
    SOURCE: {
        "en": ("one of these sources", "{} Which one is cited for it?"),
        "az": ("bu mənbələrdən biri", "{} Hansı mənbəyə istinad edilir?"),
        "hy": ("այս աղբյուրներից մեկը", "{} Ո՞ր աղբյուրն է նշված։"),
        "ru": ("один из этих источников", "{} На какой источник дана ссылка?"),
        "tr": ("bu kaynaklardan biri", "{} Hangi kaynak gösteriliyor?"),
    },
    ISSUER: {
        "en": ("a document of one of these issuers", "{} Who issued it?"),
        "az": ("bu naşirlərdən birinin sənədi", "{} Onu kim nəşr edib?"),
        "hy": ("այս հրատարակիչներից մեկի փաստաթուղթը", "{} Ո՞վ է հրատարակել այն։"),
        "ru": ("документ одного из этих издателей", "{} Кто его издал?"),
        "tr": ("bu yayımcılardan birinin belgesi", "{} Onu kim yayımladı?"),
    },
    ISSUED: {
        "en": ("a document of one of these dates", "{} Which date does it bear?"),
        "az": ("bu tarixlərdən birini daşıyan sənəd", "{} Onun tarixi hansıdır?"),
        "hy": ("այս ամսաթվերից մեկը կրող փաստաթուղթը", "{} Ո՞րն է դրա ամսաթիվը։"),
        "ru": ("документ с одной из этих дат", "{} Какая дата на нём стоит?"),
        "tr": ("bu tarihlerden birini taşıyan belge", "{} Belgenin tarihi hangisi?"),
    },
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A document by what is asked of it: its name, issuer or date."""

    source: Source
    text: str
    order: Any
    date: PartialDate | None = None

    def differs(self, other: _Shown) -> bool:
        """Whether the two can stand beside each other: other words, or other days said as finely."""
        if self.date and other.date:
            return same_precision(self.date, other.date) and not self.date.overlaps(other.date)
        return folded(self.text) != folded(other.text)


def variants(material: Material, fact: Fact) -> tuple[str, ...]:
    """The variants worth trying: told by the number of documents, so that `make` may still give None."""
    documents = len(material.facts.sources)
    enough = documents > FEWEST_WRONG or (documents > 1 and material.disagreeing(fact))
    return VARIANTS if enough and material.claim(fact) and _language(material) else ()


def make(material: Material, request: Request) -> Question | None:
    """The question with up to four options, or None where too few are provably wrong or the key shows."""
    claim = material.claim(request.fact)
    if claim is None or request.variant not in variants(material, request.fact):
        return None
    key = _shown(material, request.variant, material.facts.sources[claim.source])
    said = statements.sentence(material, request.fact)
    if key is None or leaks.shares(said, key.text) or _said_elsewhere(material, request.fact, claim):
        return None
    wrong = _wrong(material, request, request.random(), claim, key)
    if not wrong:
        return None
    shown = sorted([key, *wrong], key=lambda one: one.order)
    options = tuple(
        Option(letter, one.text, _described(material, request, one), _machine(request.variant, one))
        for letter, one in zip(ascii_lowercase, shown, strict=False)
    )
    attribution, stem = _WORDS[request.variant][_language(material)]
    return frame(
        material,
        request,
        attribution=attribution,
        stem=stem.format(said),
        options=options,
        key=options[shown.index(key)].id,
        answer=key.text,
        guess=1 / len(options),
    )


def _language(material: Material) -> str:
    """The set's language, if there are words for these questions in it; else ""."""
    return material.language if material.language in _WORDS[SOURCE] else ""


def _said_elsewhere(material: Material, fact: Fact, claim: Claim) -> bool:
    """Whether another document may say the same: then no one of them is the one."""
    return any(
        other.source != claim.source and may_be_one(material, claim.value, other.value)
        for other in fact.claims
    )


def _wrong(material: Material, request: Request, random: Random, claim: Claim, key: _Shown) -> list[_Shown]:
    """Documents that do not say it, those that say otherwise first; none where there are too few."""
    contrary = {other.source for other in request.fact.claims} - {claim.source}
    others = [one for one in material.facts.sources.values() if one.id != claim.source]
    random.shuffle(others)
    others.sort(key=lambda source: source.id not in contrary)
    chosen: list[_Shown] = []
    for source in others:
        shown = _shown(material, request.variant, source)
        if shown and len(chosen) < MOST_WRONG and all(shown.differs(one) for one in (key, *chosen)):
            chosen.append(shown)
    contradicted = any(one.source.id in contrary for one in chosen)
    return chosen if contradicted or len(chosen) >= FEWEST_WRONG else []


def _shown(material: Material, variant: str, source: Source) -> _Shown | None:
    if variant == ISSUED:
        date = issue_date(source)
        text = format_date(date, material.language) if date else ""
        return _Shown(source, text, date.order, date) if date else None
    text = source.issuer if variant == ISSUER else _name(source)
    if not folded(text) or text == NOT_STATED:
        return None
    return _Shown(source, text, naming.alphabetical(text))


def issue_date(source: Source) -> PartialDate | None:
    """When the document was issued; None where its date is not stated or not one date."""
    for date in _dates(source):
        if isinstance(date, PartialDate) and not date.about and date.precision != "open":
            return date
    return None


def _dates(source: Source) -> Iterator[object]:
    try:
        yield parse_date(source.date)
    except NotADate:
        readings = parse_typed_date(source.date, source.language, day_first=True)
        yield from readings if len(readings) == 1 else ()


def _machine(variant: str, one: _Shown) -> str:
    if one.date:
        return one.date.text
    return one.text if variant == ISSUER else one.source.id


def _name(source: Source) -> str:
    return source.short or source.title


def _described(material: Material, request: Request, one: _Shown) -> str:
    """What the document is, and what it says of the matter if it says otherwise."""
    source = one.source
    known = [source.kind, source.issuer, source.date]
    if request.variant != SOURCE:
        known = [_name(source)]
    said = [claim.value for claim in request.fact.claims if claim.source == source.id]
    texts = [text for text in known if text and text != NOT_STATED]
    texts += [wording.words(material, value) for value in said if not isinstance(value, Unknown)]
    return ", ".join(dict.fromkeys(texts))
