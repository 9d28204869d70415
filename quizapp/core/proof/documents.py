"""The proof of questions about documents: which one says it, who issued it, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from quizapp.core.calendar import PartialDate, parse_typed_date
from quizapp.core.facts import Fact, FactSet, Unknown, Value
from quizapp.core.proof.possibility import Possibility, is_same
from quizapp.core.questions import Question
from quizapp.core.spelling import fold

Found = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Said:
    """A value, the source that gives it, and the document that it stands in."""

    source: str
    document: str
    value: Value


def said(fact: Fact) -> list[_Said]:
    """All that the set lets anybody say of the fact."""
    claims = [_Said(claim.source, claim.cites or claim.source, claim.value) for claim in fact.claims]
    return claims + [_Said(near.source, near.source, near.value) for near in fact.never_offer if near.source]


def misattributed(facts: FactSet, possibility: Possibility, question: Question, fact: Fact) -> Found:
    """The key is the document of what is said; nothing that another option may mean says the same."""
    everything = said(fact)
    value = possibility.read(str(question.value), fact)
    asked = [one for one in everything if one.source == question.source.id and is_same(value, one.value)]
    if not asked:
        yield "P103", f"{question.source.id!r} does not give {question.value!r}"
    for option in question.options:
        meant = set(_documents(facts, option.value, dates=_asks_dates(question)))
        if option.id == question.key:
            if not meant.intersection(one.document for one in asked):
                yield "P103", f"{option.text!r}"
        elif any(_may_say(possibility, everything, one, own) for one in meant for own in asked):
            yield "P104", f"{option.text!r}"
    yield from _set_apart(question)


def _asks_dates(question: Question) -> bool:
    return all(_as_date(option.value) for option in question.options)


def _documents(facts: FactSet, value: str, *, dates: bool) -> Iterator[str]:
    """The sources that an option may mean, by their ids."""
    date = _as_date(value)
    for source in facts.sources.values():
        if dates:
            own = _as_date(source.date)
            if date and own and date.overlaps(own):
                yield source.id
        elif value == source.id or fold(value) == fold(source.issuer):
            yield source.id


def _may_say(possibility: Possibility, everything: list[_Said], source: str, own: _Said) -> bool:
    """Whether the source may say this of the fact, tells of it, or leaves it open."""
    if source == own.source:
        return True
    return any(
        isinstance(one.value, Unknown) or possibility.compatible(own.value, one.value)
        for one in everything
        if source == one.document
    )


def _set_apart(question: Question) -> Found:
    texts = [fold(option.text) or option.text for option in question.options]
    if len(set(texts)) < len(texts):
        yield "P105", " · ".join(option.text for option in question.options)
    if _asks_dates(question):
        dates = [_as_date(option.value) for option in question.options]
        if not all(one and other and one.end < other.start for one, other in pairwise(dates)):
            yield "P107", " · ".join(option.text for option in question.options)


def _as_date(text: str) -> PartialDate | None:
    """A date in machine form or in common words; None for anything else."""
    found = parse_typed_date(text, day_first=True)
    return found[0] if len(found) == 1 and isinstance(found[0], PartialDate) else None
