"""Number: a figure written by hand, judged by the source's own digits and bound."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.core import naming, wording
from quizapp.core.facts import Fact, Number
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.numerals import judge_number, parse_typed_number
from quizapp.core.numerals.units import unit_of
from quizapp.core.plain_text import plain
from quizapp.core.questions import Direction, Question
from quizapp.core.spelling import judge_text
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
        key=wording.figure(value.amount),
        answer=accepts[0],
        accepts=accepts,
        judging={
            "right": right,
            "near": tuple((number, note) for number, note in near if isinstance(number, Number)),
            "things": _things(material),
        },
    )


def _things(material: Material) -> frozenset[str]:
    """What the set counts or is about, in the singular: "village", "settlement", "person"."""
    known: dict[str, frozenset[str]] = material.memory("things")
    if "all" not in known:
        counted = (one for one in material.facts.attributes.values() if one.value_type == "number")
        words = [one.title or one.id.replace("-", " ") for one in counted]
        words += [naming.type_word(material, type) for type in material.facts.types]
        known["all"] = frozenset(unit_of(word).name for word in words)
    return known["all"]


def grade(question: Question, response: object) -> Verdict:
    """What the typed number is worth: the best that any right value makes of it. Raises WrongShape."""
    right = question.judging.get("right") or tuple(_written(question))
    near = question.judging.get("near", ())
    if not right:
        return judge_text((str(question.key), *question.accepts), (), response)
    stem = f" {plain(question.stem)}"
    things = {one for one in question.judging.get("things", ()) if f" {one}" not in stem}
    language, labels = question.language, frozenset(stem.strip(" ?.").split())
    verdicts = (
        judge_number(key, response, language=language, near_truths=near, other_things=things, labels=labels)
        for key in right
    )
    return max(verdicts, key=lambda verdict: (bool(verdict.correct), verdict.correct is None, verdict.score))


def _written(question: Question) -> Iterator[Number]:
    """The numbers that the author of a written question gave as right, in any common form."""
    for text in (question.key, *question.accepts):
        for quantity in parse_typed_number(str(text), question.language)[:1]:
            yield Number(quantity.amount, quantity.unit.name if quantity.unit else "")
