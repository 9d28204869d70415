"""Facts as sentences: shown after an answer, blanked in a cloze, judged as true or false."""

from __future__ import annotations

import re

from quizapp.core import naming, wording
from quizapp.core.facts import Claim, Fact
from quizapp.core.material import Material
from quizapp.core.phrasing import phrase_for
from quizapp.core.templates import has

BLANK = "____"
_STOP = re.compile(r"[.։。]?\Z")


def sentence(material: Material, fact: Fact, value: str | None = None) -> str:
    """The fact in one sentence without attribution, with `value` (or its own value in words) in its place."""
    own = material.value(fact)
    if own is None:
        return ""
    known: dict[str, str] = material.memory("sentences")
    if value is not None:
        return _written(material, fact, value)
    if fact.id not in known:
        known[fact.id] = _written(material, fact, wording.words(material, own))
    return known[fact.id]


def _written(material: Material, fact: Fact, text: str) -> str:
    template = wording.worded(material, fact).statement
    entity = _phrase(material, fact) if has(template, "entity") else ""
    return wording.render(material, template, fact, entity=entity, value=text, in_year="")


def _phrase(material: Material, fact: Fact) -> str:
    """A phrase without the value in it, if there is one: a sentence should not say it twice."""
    value = material.value(fact)
    text = phrase_for(material, fact, value, with_year=False) if value is not None else None
    return text or naming.display(material.entity(fact))


def attribution(material: Material, fact: Fact) -> str:
    """Whose account must be named: a party's always, anybody's where accounts differ; else ""."""
    claim = material.claim(fact)
    source = material.facts.sources.get(claim.source) if claim else None
    if source is None or not (source.party or material.disagreeing(fact)):
        return ""
    return source.short or source.title


def told(material: Material, fact: Fact, claim: Claim) -> str:
    """What one source says of the fact, in a sentence that always names it, and the document it cites."""
    source, cited = (material.facts.sources.get(id) for id in (claim.source, claim.cites))
    account = (source.short or source.title) if source else ""
    text = sentence(material, fact, wording.words(material, claim.value))
    if cited and (cited.short or cited.title) not in text:
        text = _STOP.sub(lambda stop: f" ({cited.short or cited.title}){stop[0]}", text, count=1)
    return wording.prompt(account, text, material.language)


def statement(material: Material, fact: Fact) -> str:
    """The fact as a sentence of its own, with the account it is from where that has to be said."""
    text = sentence(material, fact)
    return wording.prompt(attribution(material, fact), text, material.language)
