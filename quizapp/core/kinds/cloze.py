"""Cloze: our own statement with its value blanked, never a quotation."""

from __future__ import annotations

from quizapp.core import leaks, statements, wording
from quizapp.core.facts import Fact
from quizapp.core.kinds import names
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Direction, Question
from quizapp.core.stems import open_stem
from quizapp.core.templates import has
from quizapp.core.verdicts import Verdict

NAME = "cloze"
CLOSED = False
HINT = "hint"
"""The variant that shows the first letter."""


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Forward, where the value is a name or a text that stands in the statement."""
    named = material.attribute(fact).value_type in ("entity", "text")
    return direction == "forward" and named and has(wording.worded(material, fact).statement, "value")


def make(material: Material, request: Request) -> Question | None:
    """The statement with exactly one blank, if only one value fits it and no other word gives it away."""
    accepts = names.accepted(material, request.fact, "forward")
    if not accepts or not names.typable(accepts[0]) or open_stem(material, request.fact, "forward") is None:
        return None
    first = accepts[0][0] if request.variant == HINT else ""
    stem = statements.sentence(material, request.fact, first + statements.BLANK)
    if stem.count("__") != stem.count(statements.BLANK) * 2 or stem.count(statements.BLANK) != 1:
        return None
    if any(leaks.says_all(stem, text) for text in accepts):
        return None
    return frame(
        material,
        request,
        stem=stem,
        key=accepts[0],
        answer=accepts[0],
        accepts=accepts,
        judging=names.judging(material, request.fact, "forward"),
    )


def grade(question: Question, response: object) -> Verdict:
    """What the typed name is worth. Raises WrongShape for what is no text."""
    return names.grade_name(question, response)
