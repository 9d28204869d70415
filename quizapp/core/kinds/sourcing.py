"""Sourcing: which of the set's documents is cited for a fact. A variant of choice, not a kind of its own.

What the other documents say of the matter nobody knows from the set; which one is cited, it knows. A
document that gives the fact any value, the same or another, is never a wrong option.
"""

from __future__ import annotations

from string import ascii_lowercase

from quizapp.core import naming, statements
from quizapp.core.facts import Fact, Source
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Option, Question

VARIANT = "source"
FEWEST_SOURCES = 3
MOST_OPTIONS = 4
_ONE_OF_THESE = {"en": "one of these sources"}
_WHICH = {"en": "{} Which one is cited for it?"}


def can_be_asked(material: Material, fact: Fact) -> bool:
    """Whether the set has enough documents, and words for the question in its language."""
    return (
        len(material.facts.sources) >= FEWEST_SOURCES
        and material.language in _WHICH
        and material.claim(fact) is not None
        and not material.disagreeing(fact)
    )


def make(material: Material, request: Request) -> Question | None:
    """The question with up to four documents, or None where fewer than three can stand together."""
    claim = material.claim(request.fact)
    if claim is None or not can_be_asked(material, request.fact):
        return None
    right = material.facts.sources[claim.source]
    cited = {one.source for one in request.fact.claims}
    others = [one for one in material.facts.sources.values() if one.id not in cited and _name(one)]
    if len(cited) > 1 or len(others) < FEWEST_SOURCES - 1:
        return None
    chosen = request.random().sample(others, min(MOST_OPTIONS - 1, len(others)))
    shown = sorted([right, *chosen], key=lambda source: naming.alphabetical(_name(source)))
    options = tuple(
        Option(letter, _name(source), _described(source), source.id)
        for letter, source in zip(ascii_lowercase, shown, strict=False)
    )
    said = statements.sentence(material, request.fact)
    return frame(
        material,
        request,
        attribution=_ONE_OF_THESE[material.language],
        stem=_WHICH[material.language].format(said),
        options=options,
        key=options[shown.index(right)].id,
        answer=_name(right),
        guess=1 / len(options),
    )


def _name(source: Source) -> str:
    return source.short or source.title


def _described(source: Source) -> str:
    return ", ".join(
        text for text in (source.kind, source.issuer, source.date) if text and text != "not stated"
    )
