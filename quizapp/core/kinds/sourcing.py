"""Sourcing: which document says so, who issued it, and when. A direction of its own, asked by choice.

What the other documents say of the matter nobody knows from the set; which one is named for it, it knows. A
document that may say the same is never a wrong option; one that says otherwise is the best of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from string import ascii_lowercase
from typing import Any

from quizapp.core import leaks, naming, statements, wording
from quizapp.core.assertions import Assertion, assertions, contested, main_document, stated, tellers
from quizapp.core.calendar import (
    NotADate,
    PartialDate,
    format_date,
    parse_date,
    parse_typed_date,
    same_precision,
)
from quizapp.core.facts import Fact, FactSet, Level, Source, WrittenQuestion
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
"""Whose account it is as the stem puts it, and the stem."""
_CITED = {
    SOURCE: {
        "en": "{} Which document is named for it?",
        "az": "{} Bunun üçün hansı sənəd göstərilir?",
        "hy": "{} Ո՞ր փաստաթուղթն է նշված դրա համար։",
        "ru": "{} Какой документ назван для этого?",
        "tr": "{} Bunun için hangi belge gösteriliyor?",
    },
    ISSUER: {
        "en": "{} Whose document is named for it?",
        "az": "{} Bunun üçün kimin sənədi göstərilir?",
        "hy": "{} Ո՞ւմ փաստաթուղթն է նշված դրա համար։",
        "ru": "{} Чей документ назван для этого?",
        "tr": "{} Bunun için kimin belgesi gösteriliyor?",
    },
    ISSUED: {
        "en": "{} Which date does the document bear that is named for it?",
        "az": "{} Bunun üçün göstərilən sənədin tarixi hansıdır?",
        "hy": "{} Ո՞րն է դրա համար նշված փաստաթղթի ամսաթիվը։",
        "ru": "{} Какая дата стоит на документе, названном для этого?",
        "tr": "{} Bunun için gösterilen belgenin tarihi hangisi?",
    },
}
"""The stem where one account tells of another document: then the account is named as always."""


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


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to ask who says so."""

    variant: str
    assertion: Assertion
    said: str
    key: _Shown
    wrong: tuple[_Shown, ...]


def has_card(material: Material, fact: Fact) -> bool:
    """Whether who says so is a thing to remember of this fact.

    It is where documents disagree; else once for every document and attribute, the set's main document
    left out: that it stands behind most of the set need not be asked again and again.
    """
    if len(material.facts.sources) < 2 or material.language not in _WORDS[SOURCE]:
        return False
    known: dict[str, frozenset[str]] = material.memory("sourcing")
    if "facts" not in known:
        known["facts"] = frozenset(_with_card(material))
    return fact.id in known["facts"]


def _with_card(material: Material) -> Iterator[str]:
    main = main_document(material)
    met: set[tuple[str, str]] = set()
    for fact in material.facts.facts.values():
        marks = {(fact.attribute, one.document) for one in stated(assertions(fact)) if one.document != main}
        if material.attribute(fact).value_type == "point" or material.value(fact) is None:
            continue
        if (contested(material, fact) or not marks <= met) and variants(material, fact):
            met |= marks
            yield fact.id


def level(fact: Fact | WrittenQuestion) -> Level:
    """That of the card: behind the core, which says what and not who."""
    return "more" if fact.level == "core" else fact.level


def documents(facts: FactSet, fact: Fact) -> tuple[str, ...]:
    """The names of the documents that say something of the fact, that of its own value first."""
    named = (facts.sources.get(one.document) for one in stated(assertions(fact)))
    return tuple(dict.fromkeys(_name(source) for source in named if source))


def variants(material: Material, fact: Fact) -> tuple[str, ...]:
    """The ways of asking of which a question can be made."""
    return tuple(variant for variant in VARIANTS if _way(material, fact, (variant,), Random(0)))


def make(material: Material, request: Request) -> Question | None:
    """The question with up to four options, or None where too few are provably wrong or the key shows.

    Another variant than those three leaves to the seed which of them is asked.
    """
    fact, random = request.fact, request.random()
    wanted = (request.variant,) if request.variant in VARIANTS else tuple(random.sample(VARIANTS, 3))
    way = _way(material, fact, wanted, random)
    if way is None:
        return None
    shown = sorted([way.key, *way.wrong], key=lambda one: one.order)
    options = tuple(
        Option(letter, one.text, _described(material, fact, way, one), _machine(way.variant, one))
        for letter, one in zip(ascii_lowercase, shown, strict=False)
    )
    attribution, stem = _WORDS[way.variant][material.language]
    if way.assertion.reported:
        attribution, stem = _teller(material, way.assertion), _CITED[way.variant][material.language]
    return frame(
        material,
        request,
        claim=way.assertion.claim,
        attribution=attribution,
        stem=stem.format(way.said),
        options=options,
        key=options[shown.index(way.key)].id,
        answer=way.key.text,
        guess=1 / len(options),
        level=level(fact),
    )


def _way(material: Material, fact: Fact, wanted: tuple[str, ...], random: Random) -> _Way | None:
    """A way to ask one of the variants wanted, about one of the things said of the fact."""
    said = stated(assertions(fact))
    random.shuffle(said)
    ways = (_asked(material, fact, variant, one, random) for variant in wanted for one in said)
    return next((way for way in ways if way), None)


def _asked(material: Material, fact: Fact, variant: str, assertion: Assertion, random: Random) -> _Way | None:
    source = material.facts.sources.get(assertion.document)
    key = _shown(material, variant, source) if source else None
    said = statements.sentence(material, fact, wording.words(material, assertion.claim.value))
    if key is None or leaks.shares(said, key.text) or _said_elsewhere(material, fact, assertion):
        return None
    others = _others(material, fact, assertion, random)
    wrong = _wrong([shown for other in others if (shown := _shown(material, variant, other))], key)
    contrary = {one.document for one in assertions(fact)}
    enough = len(wrong) >= FEWEST_WRONG or any(one.source.id in contrary for one in wrong)
    return _Way(variant, assertion, said, key, tuple(wrong)) if enough else None


def _teller(material: Material, assertion: Assertion) -> str:
    source = material.facts.sources[assertion.claim.source]
    return source.short or source.title


def _said_elsewhere(material: Material, fact: Fact, assertion: Assertion) -> bool:
    """Whether another document may say the same: then no one of them is the one."""
    return any(
        one.document != assertion.document and may_be_one(material, assertion.claim.value, one.claim.value)
        for one in assertions(fact)
    )


def _others(material: Material, fact: Fact, assertion: Assertion, random: Random) -> list[Source]:
    """Documents that do not say it: those that say otherwise first, and others of its sort if it has any.

    An account is asked for among accounts, a decree that an account tells of among such documents.
    """
    own = {assertion.document, assertion.claim.source}
    contrary = {one.document for one in assertions(fact)}
    speaks = tellers(material)
    others = [one for one in material.facts.sources.values() if one.id not in own]
    random.shuffle(others)
    others.sort(key=lambda one: one.id not in contrary)
    alike = [one for one in others if one.id in contrary or speaks[one.id] != assertion.reported]
    return alike if len(alike) >= FEWEST_WRONG else others


def _wrong(shown: list[_Shown], key: _Shown) -> list[_Shown]:
    """The first that can stand beside the key and beside each other."""
    chosen: list[_Shown] = []
    for one in shown:
        if len(chosen) < MOST_WRONG and all(one.differs(other) for other in (key, *chosen)):
            chosen.append(one)
    return chosen


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


def _described(material: Material, fact: Fact, way: _Way, one: _Shown) -> str:
    """What the document is, and what it says of the matter."""
    source, date = one.source, issue_date(one.source)
    known = [source.kind, source.issuer, format_date(date, material.language) if date else ""]
    if way.variant != SOURCE:
        known = [_name(source), source.kind]
    known = [text for text in known if text not in (NOT_STATED, one.text)]
    texts = [text for text in known if not any(text in other for other in known if other != text)]
    said = [other.claim.value for other in stated(assertions(fact)) if other.document == source.id]
    values = [wording.words(material, value) for value in said]
    return ": ".join(", ".join(dict.fromkeys(filter(None, part))) for part in (texts, values) if any(part))
