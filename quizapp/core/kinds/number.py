"""Number: a figure written by hand, judged by the source's own digits and bound."""

from __future__ import annotations

from decimal import Decimal

from quizapp.core import wording
from quizapp.core.facts import Fact, Number
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.numerals import judge_number
from quizapp.core.questions import Direction, Question
from quizapp.core.stems import open_stem
from quizapp.core.verdicts import Verdict

NAME = "number"
CLOSED = False


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Forward, where the value is a number."""
    return direction == "forward" and material.attribute(fact).value_type == "number"


def make(material: Material, request: Request) -> Question | None:
    """The question, if its stem is true of this fact alone."""
    stem = open_stem(material, request.fact, request.direction)
    value = material.value(request.fact)
    if stem is None or not isinstance(value, Number):
        return None
    numbers = [one for one in material.values(request.fact) if isinstance(one, Number)]
    right = tuple(dict.fromkeys((value, *numbers)))
    accepts = tuple(wording.words(material, one) for one in right)
    near = ((item.value, item.note) for item in request.fact.never_offer)
    return frame(
        material,
        request,
        stem=stem.text,
        key=as_key(value.amount),
        answer=accepts[0],
        accepts=accepts,
        judging={
            "right": right,
            "near": tuple((number, note) for number, note in near if isinstance(number, Number)),
        },
    )


def as_key(amount: Decimal) -> int | float:
    """The amount as a number of JSON."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def grade(question: Question, response: object) -> Verdict:
    """What the typed number is worth: the best that any source's value makes of it. Raises WrongShape."""
    written = (Number(Decimal(str(question.key))),)
    verdicts = (
        judge_number(key, response, language=question.language, near_truths=question.judging.get("near", ()))
        for key in question.judging.get("right", written)
    )
    return max(verdicts, key=lambda verdict: (bool(verdict.correct), verdict.correct is None, verdict.score))
