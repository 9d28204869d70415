"""Typed: a name written by hand, in any honest spelling."""

from __future__ import annotations

from quizapp.core import leaks
from quizapp.core.facts import Fact
from quizapp.core.kinds import names
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Direction, Question
from quizapp.core.stems import open_stem
from quizapp.core.verdicts import Verdict

NAME = "typed"
CLOSED = False


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Where the answer is a name or a text; backwards only where the author says it is one entity's."""
    attribute = material.attribute(fact)
    if direction == "reverse":
        return attribute.reverse and attribute.inverse_functional
    return attribute.value_type in ("entity", "text")


def make(material: Material, request: Request) -> Question | None:
    """The question, if its answer is short enough and not said in its stem."""
    stem = open_stem(material, request.fact, request.direction)
    accepts = names.accepted(material, request.fact, request.direction)
    if stem is None or not accepts or not names.typable(accepts[0]):
        return None
    if any(leaks.says_all(stem.text, text) for text in accepts):
        return None
    return frame(
        material,
        request,
        stem=stem.text,
        key=accepts[0],
        answer=accepts[0],
        accepts=accepts,
        judging=names.judging(material, request.fact, request.direction),
    )


def grade(question: Question, response: object) -> Verdict:
    """What the typed name is worth. Raises WrongShape for what is no text."""
    return names.grade_name(question, response)
