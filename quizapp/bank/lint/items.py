"""A question as lint sees it, however it was made: generated, printed as a line, written or imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quizapp.core.facts import FactSet, WrittenQuestion
from quizapp.core.kinds import sourcing
from quizapp.core.questions import CLOSED_KINDS, Question


@dataclass(frozen=True)
class Choice:
    """Something offered."""

    id: str
    text: str
    why: str = ""
    value: str = ""
    """Its machine form, where it is known."""


@dataclass(frozen=True)
class Item:
    """The parts of a question that rules look at."""

    id: str
    kind: str
    language: str
    stem: str
    prompt: str
    options: tuple[Choice, ...]
    targets: tuple[Choice, ...]
    key: Any
    answer: str
    accepts: tuple[str, ...]
    statement: str
    attribution: str
    quote: str
    source: str
    """Id of its source; "" where nobody is named."""
    locator: str
    party: bool
    """Whether the source is a party to the matter."""
    fact: str = ""
    """Id of the fact asked for; "" for a written question."""
    generated: bool = False
    offers: str = ""
    """What the options are, where it is known: dates, numbers or words."""
    loaded_terms: Mapping[str, tuple[str, ...]] | None = None
    disagreeing: bool = False
    """Whether the set holds different values for the fact."""
    facts: FactSet | None = None
    """The set it was made from: what things are called in it is not our choice of words."""

    @property
    def closed(self) -> bool:
        """Whether the right answer is among what is offered."""
        return self.kind in CLOSED_KINDS

    @cached_property
    def right(self) -> tuple[Choice, ...]:
        """The options that are right, for choice and multiple; none for other kinds."""
        keys = self.key if isinstance(self.key, list) else [self.key]
        if self.kind not in ("choice", "multiple"):
            return ()
        return tuple(option for option in self.options if option.id in keys)

    @cached_property
    def wrong(self) -> tuple[Choice, ...]:
        """The options that are not right, for choice and multiple."""
        if self.kind not in ("choice", "multiple"):
            return ()
        return tuple(option for option in self.options if option not in self.right)

    @property
    def shown(self) -> tuple[str, ...]:
        """Every text a learner reads, but for quotations and titles."""
        whys = (option.why for option in self.options)
        texts = (option.text for option in (*self.options, *self.targets))
        return (self.prompt or self.stem, *texts, *whys, self.answer, self.statement)


def of_question(question: Question, facts: FactSet | None = None) -> Item:
    """A question that was generated, with what its set knows of it."""
    fact = facts.facts.get(question.card.fact) if facts else None
    source = facts.sources.get(question.source.id) if facts else None
    return Item(
        id=str(question.id),
        kind=question.kind,
        language=question.language,
        stem=question.stem,
        prompt=question.prompt,
        options=tuple(Choice(o.id, o.text, o.why, o.value) for o in question.options),
        targets=tuple(Choice(o.id, o.text, o.why, o.value) for o in question.targets),
        key=question.key,
        answer=question.answer,
        accepts=question.accepts,
        statement=question.statement,
        attribution=question.attribution,
        quote=question.source.quote,
        source=question.source.id,
        locator=question.source.locator,
        party=source.party if source else question.source.attributed,
        fact=fact.id if fact else "",
        generated=fact is not None,
        offers=_offers(question, facts) if fact and facts else "",
        loaded_terms=facts.loaded_terms if facts else None,
        disagreeing=fact is not None and len({claim.value for claim in fact.claims}) > 1,
        facts=facts,
    )


def of_line(line: Mapping[str, Any], language: str = "en") -> Item:
    """A question as a program printed it. Missing keys count as empty."""
    source = line.get("source") or {}
    return Item(
        id=str(line.get("id", "")),
        kind=str(line.get("kind", "")),
        language=language,
        stem=str(line.get("stem", "")),
        prompt=str(line.get("prompt", "")),
        options=_choices(line.get("options")),
        targets=_choices(line.get("targets")),
        key=line.get("key"),
        answer=str(line.get("answer", "")),
        accepts=tuple(map(str, line.get("accepts") or ())),
        statement=str(line.get("statement", "")),
        attribution=str(line.get("attribution", "")),
        quote=str(source.get("quote", "")),
        source=str(source.get("id", "")),
        locator=str(source.get("locator", "")),
        party=bool(source.get("attributed", False)),
        fact=_fact_of(str(line.get("card", ""))),
        generated=bool(line.get("card")),
    )


def of_written(question: WrittenQuestion, facts: FactSet) -> Item:
    """A question that an instructor wrote or imported."""
    body = question.body
    source = facts.sources.get(body.get("source", ""))
    return Item(
        id=question.id,
        kind=question.kind,
        language=facts.language,
        stem=body.get("stem", ""),
        prompt=body.get("stem", ""),
        options=_choices(body.get("options")),
        targets=_choices(body.get("targets")),
        key=body.get("key"),
        answer=body.get("answer", ""),
        accepts=tuple(body.get("accepts", ())),
        statement=body.get("statement", ""),
        attribution=source.short if source else "",
        quote=body.get("quote", ""),
        source=body.get("source", ""),
        locator=body.get("locator", ""),
        party=bool(source and source.party),
        loaded_terms=facts.loaded_terms,
    )


def _offers(question: Question, facts: FactSet) -> str:
    """Backwards the options are entities; forwards they are values of the attribute."""
    if question.direction == "source":
        return "dates" if question.id.variant == sourcing.ISSUED else "words"
    value_type = facts.attributes[facts.facts[question.card.fact].attribute].value_type
    by_type = {"date": "dates", "month-day": "dates", "number": "numbers"}
    return by_type.get(value_type, "words") if question.direction == "forward" else "words"


def _choices(options: Any) -> tuple[Choice, ...]:
    return tuple(
        Choice(option.get("id", ""), option.get("text", ""), option.get("why", ""))
        for option in options or []
    )


def _fact_of(card: str) -> str:
    """The fact's id in a card's key."""
    return card.partition("/")[2].rpartition("/")[0]
