"""Help with a card that is asked or forgotten: the fact it is mixed up with, and the first letter."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from sqlalchemy import Connection

from quizapp.core.memory import leech
from quizapp.core.questions import Card, Question
from quizapp.services.library.shelf import Compiled
from quizapp.services.study.confusions import most_confused
from quizapp.services.study.rows import CardView

TYPED_KINDS = frozenset({"typed", "cloze"})
FEWEST_LETTERS = 3
SEEDS = 48
"""Drawings tried for a question whose options are just the two values confused."""
VARIANTS = ("2", "4")
"""Numbers of options: the two values alone, else with others."""
Make = Callable[[str, int, str], Question | None]
"""Makes a question of a kind, seed and variant."""


def to_contrast(
    connection: Connection, learner_id: int, compiled: Compiled, card: Card, stored: CardView | None
) -> Card | None:
    """The card to be held against one just forgotten for the fourth time; None at any other time."""
    if stored is None or not stored.failed or leech(stored.lapses) != "contrast":
        return None
    return most_confused(connection, learner_id, compiled, card)


def both_facts(compiled: Compiled, card: Card, other: str) -> tuple[str, str] | None:
    """The statements of a card and of the one it is held against (by key)."""
    number = compiled.ids.get(other) if other else None
    against = None if number is None else compiled.cards.get(number)
    return (compiled.words(card)["label"], compiled.words(against)["label"]) if against else None


def pair_question(make: Make, seed: int, other: str) -> Question | None:
    """A choice between a card's value and the one confused with it (a machine value), if one is drawn."""
    for variant, step in product(VARIANTS, range(SEEDS)):
        question = make("choice", seed ^ step, variant)
        if question is None:
            return None
        if any(option.value == other and option.id != question.key for option in question.options):
            return question
    return None


def hint_for(question: Question) -> str:
    """The first letter of what is to be typed; "" where that is no hint or stands there already."""
    answer = question.answer.strip()
    if question.kind not in TYPED_KINDS or question.id.variant:
        return ""
    return answer[0] if sum(map(str.isalpha, answer)) >= FEWEST_LETTERS and answer[0].isalpha() else ""
