"""True or false: our own statement, as it is or with one proven wrong value in it."""

from __future__ import annotations

from dataclasses import replace

from quizapp.core import leaks, statements, wording
from quizapp.core.calendar import PartialDate
from quizapp.core.candidates import Candidate
from quizapp.core.distractors import key_of, pool
from quizapp.core.errors import WrongShape
from quizapp.core.facts import Fact, Number
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.options import reason
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Direction, Question
from quizapp.core.templates import has
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know

NAME = "truefalse"
CLOSED = True
NEAREST = 4
"""The false value is one of this many nearest."""
_ASKED = {
    "en": "is this so: {}?",
    "az": "bu belədirmi: {}?",
    "hy": "ճի՞շտ է, որ {}։",
    "ru": "верно ли это: {}?",
    "tr": "bu doğru mu: {}?",
}


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Forward only, where the statement holds the value."""
    usual = direction == "forward" and material.attribute(fact).value_type != "point"
    return usual and has(wording.worded(material, fact).statement, "value")


def make(material: Material, request: Request) -> Question | None:
    """The statement as claimed, or with a value that is provably wrong; the seed or the variant decides."""
    value = material.value(request.fact)
    if isinstance(value, Number) and value.is_lower_bound:
        return None
    random = request.random()
    right = key_of(material, request.fact, "forward")
    if leaks.shares(statements.sentence(material, request.fact, ""), right.text):
        return None
    false_values = pool(material, request.fact, "forward")[:NEAREST]
    if not false_values:
        return None
    truth = {"true": True, "false": False}.get(request.variant, random.random() < 0.5)
    shown = right if truth else random.choice(false_values)
    said = statements.sentence(material, request.fact, _in_sentence(material, shown, right))
    asked = _ASKED.get(material.language, "{}?").format(said.rstrip(".։"))
    return frame(
        material,
        request,
        stem=asked,
        key=truth,
        answer=right.text,
        guess=0.5,
        judging={
            "said": wording.machine(shown.value),
            "why": "" if truth else reason(material, request, shown, shown.text),
        },
    )


def _in_sentence(material: Material, candidate: Candidate, right: Candidate) -> str:
    """The value in words; a figure under the bound ("about") of the true one."""
    if isinstance(candidate.value, PartialDate):
        return wording.words(material, candidate.value)
    if isinstance(candidate.value, Number) and isinstance(right.value, Number):
        return wording.words(material, replace(candidate.value, bound=right.value.bound))
    return candidate.text


def grade(question: Question, response: object) -> Verdict:
    """Right or wrong. Raises WrongShape for what is neither true nor false."""
    if is_dont_know(response):
        return DONT_KNOW
    if not isinstance(response, bool):
        raise WrongShape("the response to this question is true or false")
    if response is question.key:
        return Verdict(correct=True, score=1.0, reason="exact")
    return Verdict(correct=False, score=0.0, reason="wrong-option", message=question.statement)
