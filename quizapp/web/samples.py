"""A taste of a set: a few of its questions, and its facts as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator
from quizapp.core.questions import Question

TASTE = 3
LOOKED_AT = 40
SEED = 1


@lru_cache(maxsize=64)
def taste(generator: Generator) -> Sequence[Question]:
    """Three questions of choice from different parts of a set; the same ones until it changes."""
    found = [q for q in generator.questions(seed=SEED, kind="choice", limit=LOOKED_AT) if q.asked]
    step = max(1, len(found) // TASTE)
    return tuple(found[::step][:TASTE])


@lru_cache(maxsize=64)
def statements(generator: Generator) -> Sequence[str]:
    """Every fact that is asked, as a sentence, in the set's order."""
    found = dict.fromkeys(q.statement for q in generator.questions(seed=SEED, kind="flashcard") if q.asked)
    return tuple(text for text in found if text)


def examples(facts: FactSet, limit: int) -> Sequence[Question]:
    """One question for each card of a set, by choice where that is possible."""
    generator = Generator(facts)
    shown: dict[str, Question] = {}
    for kind in ("choice", "flashcard"):
        for question in generator.questions(seed=SEED, kind=kind, limit=limit):
            shown.setdefault(question.card.key, question)
    return list(shown.values())[:limit]
