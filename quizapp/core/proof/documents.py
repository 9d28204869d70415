"""The proof of questions about documents: which one says it, who issued it, and when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quizapp.core.calendar import PartialDate, parse_typed_date
from quizapp.core.facts import Fact, FactSet, Unknown, Value
from quizapp.core.proof.possibility import Possibility
from quizapp.core.questions import Question
from quizapp.core.spelling import fold

VARIANTS = ("source", "issuer", "issued")
"""The variants of choice that ask about documents."""
Found = Iterator[tuple[str, str]]


def misattributed(facts: FactSet, possibility: Possibility, question: Question, fact: Fact) -> Found:
    """The key is that of the claim; nothing that another option may mean says the same."""
    claims = [claim for claim in fact.claims if claim.source == question.source.id]
    for option in question.options:
        meant = set(_documents(facts, option.value, question.id.variant))
        if option.id == question.key:
            if question.source.id not in meant:
                yield "P103", f"{option.text!r}"
        elif any(_may_say(possibility, fact, one, claim.value) for one in meant for claim in claims):
            yield "P104", f"{option.text!r}"
    yield from _set_apart(question)


def _documents(facts: FactSet, value: str, variant: str) -> Iterator[str]:
    """The sources that an option may mean, by their ids."""
    date = _as_date(value)
    for source in facts.sources.values():
        if variant == "issued":
            own = _as_date(source.date)
            if date and own and date.overlaps(own):
                yield source.id
        elif value == source.id or (variant == "issuer" and fold(value) == fold(source.issuer)):
            yield source.id


def _may_say(possibility: Possibility, fact: Fact, source: str, value: Value) -> bool:
    """Whether the source may say this of the fact, or leaves it open."""
    return any(
        isinstance(claim.value, Unknown) or possibility.compatible(value, claim.value)
        for claim in fact.claims
        if claim.source == source
    )


def _set_apart(question: Question) -> Found:
    texts = [fold(option.text) or option.text for option in question.options]
    if len(set(texts)) < len(texts):
        yield "P105", " · ".join(option.text for option in question.options)
    if question.id.variant == "issued":
        dates = [_as_date(option.value) for option in question.options]
        if not all(one and other and one.end < other.start for one, other in pairwise(dates)):
            yield "P107", " · ".join(option.text for option in question.options)


def _as_date(text: str) -> PartialDate | None:
    """A date in machine form or in common words; None for anything else."""
    found = parse_typed_date(text, day_first=True)
    return found[0] if len(found) == 1 and isinstance(found[0], PartialDate) else None
