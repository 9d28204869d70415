"""Flashcard: the answer is turned over, and the learner says how well it was known."""

from __future__ import annotations

from quizapp.core.distractors import key_of
from quizapp.core.errors import WrongShape
from quizapp.core.facts import Fact
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Direction, Question
from quizapp.core.stems import open_stem
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know
from quizapp.core.wording import words

NAME = "flashcard"
CLOSED = False
RATINGS = {"again": 1, "hard": 2, "good": 3, "easy": 4}


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Wherever one answer is right; a point is shown on a map and not in words."""
    attribute = material.attribute(fact)
    if attribute.value_type == "point":
        return False
    return direction == "forward" or (attribute.reverse and attribute.inverse_functional)


def make(material: Material, request: Request) -> Question | None:
    """Stem and answer."""
    stem = open_stem(material, request.fact, request.direction)
    value = material.value(request.fact)
    if stem is None or value is None:
        return None
    key = key_of(material, request.fact, request.direction)
    answer = key.text if request.direction == "reverse" else words(material, value)
    return frame(material, request, stem=stem.text, key=None, answer=answer)


def grade(_question: Question, response: object) -> Verdict:
    """The learner's own rating, 1 to 4 or its name; anything above "again" was remembered.

    Raises WrongShape for what is no rating.
    """
    if is_dont_know(response):
        return DONT_KNOW
    rating = RATINGS.get(response.lower(), 0) if isinstance(response, str) else response
    if isinstance(rating, bool) or not isinstance(rating, int) or rating not in RATINGS.values():
        raise WrongShape("the response to a flashcard is a rating: 1 again, 2 hard, 3 good, 4 easy")
    remembered = rating > RATINGS["again"]
    return Verdict(correct=remembered, score=float(remembered), reason="self-rated")
