"""Choice: one right option among two to five, in natural order."""

from __future__ import annotations

from quizapp.core.facts import Fact
from quizapp.core.kinds import sourcing
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.options import as_options, draw, ways
from quizapp.core.kinds.protocol import Request
from quizapp.core.kinds.responses import option_id
from quizapp.core.material import Material
from quizapp.core.questions import Direction, Question
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know

NAME = "choice"
CLOSED = True
USUAL_OPTIONS = 4
MOST_OPTIONS = 5


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Anything but a point on the map; backwards where the attribute allows it."""
    if direction == "source":
        return sourcing.has_card(material, fact)
    attribute = material.attribute(fact)
    return attribute.value_type != "point" and (direction == "forward" or attribute.reverse)


def make(material: Material, request: Request) -> Question | None:
    """The question, with as many options as asked for or as there are good ones."""
    if request.direction == "source":
        return sourcing.make(material, request)
    random = request.random()
    wanted = _options_wanted(request.variant) - 1
    found = ways(material, request.fact, request.direction, wanted)
    drawn = draw(material, request, random, found, wanted)
    if drawn is None:
        return None
    way, chosen = drawn
    shown = sorted([*chosen, way.key], key=lambda candidate: candidate.order)
    options = as_options(material, request, way, shown)
    key = options[shown.index(way.key)]
    return frame(
        material,
        request,
        stem=way.stem.text,
        options=options,
        key=key.id,
        answer=way.key.text,
        guess=1 / len(options),
    )


def _options_wanted(variant: str) -> int:
    number = int(variant) if variant.isdecimal() else USUAL_OPTIONS
    return min(max(number, 2), MOST_OPTIONS)


def grade(question: Question, response: object) -> Verdict:
    """Right or wrong by the option's letter. Raises WrongShape for what is no letter of the question."""
    if is_dont_know(response):
        return DONT_KNOW
    chosen = option_id(question.options, response)
    if chosen == question.key:
        return Verdict(correct=True, score=1.0, reason="exact")
    option = next(option for option in question.options if option.id == chosen)
    message = f"{option.text}: {option.why}." if option.why else ""
    return Verdict(correct=False, score=0.0, reason="wrong-option", message=message)
