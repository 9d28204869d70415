"""Rules about sources: who says so, where, in whose words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from quizapp.bank.faults import Path
from quizapp.bank.lint.items import Item
from quizapp.bank.lint.places import fact_path
from quizapp.bank.lint.registry import item_rule, set_rule
from quizapp.bank.lint.words import outside_quotations, pattern
from quizapp.core.facts import Claim, Fact, FactSet, Unknown

LONGEST_QUOTE = 12
"""In words; more is a passage."""


def _claims(facts: FactSet) -> Iterator[tuple[Fact, Claim]]:
    for fact in facts.facts.values():
        for claim in fact.claims:
            yield fact, claim


@set_rule("S101", "error", "claim without a locator")
def locator_missing(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """A claim that nobody can look up."""
    for fact, claim in _claims(facts):
        if not claim.locator and not isinstance(claim.value, Unknown):
            yield fact_path(facts, fact.id), f"{fact.id}: no locator says where {claim.source!r} states this"
    for fact in facts.facts.values():
        for source in (near.source for near in fact.never_offer if near.source and not near.locator):
            yield (
                fact_path(facts, fact.id),
                f"{fact.id}: no locator says where {source!r} gives another value",
            )


@item_rule("S102", "error", "party's claim without attribution")
def attribution_missing(item: Item) -> Iterator[str]:
    """A party's claim put as plain fact."""
    if item.party and item.generated and not item.attribution:
        yield "the source is a party to the matter, and the question does not name it"
    elif item.attribution and item.generated and item.attribution.casefold() not in item.prompt.casefold():
        yield f"the prompt does not name {item.attribution!r}"


@set_rule("S106", "error", "party without a short neutral name")
def short_name_missing(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """A party whose title would stand in every question."""
    for id, source in facts.sources.items():
        if source.party and source.short == source.title:
            yield ("sources", id), f"the source {id!r} is a party: give it a `short` neutral name"


@item_rule("S103", "error", "loaded term outside a quotation")
def loaded_term(item: Item) -> Iterator[str]:
    """A word that judges, in a text that is ours."""
    text = "\n".join(item.shown)
    found = set(loaded_in(text, item.language, item.loaded_terms))
    if found and item.facts and not item.party:
        ours = _without_names(text, _called_so(item.facts, found))
        found = set(loaded_in(ours, item.language, item.loaded_terms))
    for term in sorted(found):
        yield f"the loaded term {term!r} stands outside a quotation"


@set_rule("S107", "error", "loaded term in a wording, description or note")
def loaded_wording(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """A word that judges, in what questions and source cards are made of."""
    for path, text, language in _authored_texts(facts):
        for term in loaded_in(text, language, facts.loaded_terms):
            yield path, f"the loaded term {term!r} stands outside a quotation"


@set_rule("S104", "error", "quotation too long")
def long_quote(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """More than a fragment of somebody's text."""
    for fact, claim in _claims(facts):
        count = len(claim.quote.split())
        if count > LONGEST_QUOTE:
            yield (
                fact_path(facts, fact.id),
                f"{fact.id}: the quote has {count} words, at most {LONGEST_QUOTE}",
            )


@item_rule("S105", "error", "disagreeing claims asked as plain right or wrong")
def plain_disagreement(item: Item) -> Iterator[str]:
    """A question that takes sides between sources without saying so."""
    if item.disagreeing and not item.attribution:
        yield "the sources disagree, and the question does not say whose value it asks for"


@set_rule("S108", "warning", "set without licence")
def licence_missing(facts: FactSet) -> Iterator[tuple[Path, str]]:
    """Data that nobody knows whether they may pass on; a table alone has no place to say it."""
    if not facts.licence and any(source.kind != "set" for source in facts.sources.values()):
        yield (), "no `licence` says under which terms the set may be passed on"


@item_rule("S109", "error", "question without a source")
def source_missing(item: Item) -> Iterator[str]:
    """A generated question that cites nobody."""
    if item.generated and not (item.source and item.locator):
        yield "the question does not cite a source with a locator"


def loaded_in(text: str, language: str, terms: Mapping[str, tuple[str, ...]] | None) -> list[str]:
    """The loaded terms of a language in a text, quotations left out."""
    listed = (terms or {}).get(language.split("-", maxsplit=1)[0], ())
    search = pattern(tuple(listed), prefixes=True) if text else None
    return [found[0].casefold() for found in search.finditer(outside_quotations(text))] if search else []


def _called_so(facts: FactSet, terms: Iterable[str]) -> Iterator[str]:
    """The names of entities and the texts given as values that hold one of the terms."""
    names = (name.text for entity in facts.entities.values() for name in entity.names)
    values = (claim.value for fact in facts.facts.values() for claim in fact.claims)
    for text in (*names, *(value for value in values if isinstance(value, str))):
        if any(term in text.casefold() for term in terms):
            yield text


def _without_names(text: str, names: Iterable[str]) -> str:
    """The text without the names in it: a film may be called Evil. A party's names stand in quotations."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return text


def _authored_texts(facts: FactSet) -> Iterator[tuple[Path, str, str]]:
    yield ("summary",), facts.summary, facts.language
    for id, source in facts.sources.items():
        yield ("sources", id, "short"), source.short if source.party else "", facts.language
    for id, attribute in facts.attributes.items():
        for language, by_type in attribute.wording.items():
            for wording in by_type.values():
                for part in ("forward", "reverse", "statement", "label", "why"):
                    yield ("attributes", id, "wording", part), getattr(wording, part), language
        for decoy in (*attribute.decoys, *attribute.reverse_decoys):
            yield ("attributes", id, "decoys"), decoy.why, facts.language
    for id, entity in facts.entities.items():
        for phrase in entity.describe:
            yield ("entities", id, "describe"), phrase, facts.language
    for fact in facts.facts.values():
        for decoy in (*fact.decoys, *fact.reverse_decoys):
            yield fact_path(facts, fact.id), decoy.why, facts.language
        notes = (fact.note, *(one.note for one in fact.claims), *(one.note for one in fact.never_offer))
        for note in notes:
            yield fact_path(facts, fact.id), note, facts.language
