"""Date: a day, month, year or range written by hand, in any common form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizapp.core import wording
from quizapp.core.calendar import MonthDay, PartialDate, judge_date, parse_typed_date
from quizapp.core.facts import Fact, Value
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Direction, Question
from quizapp.core.spelling import judge_text
from quizapp.core.stems import Stem, forward_stem, open_stem, same_stem
from quizapp.core.verdicts import Verdict

NAME = "date"
CLOSED = False


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Forward, where the value is a date or a day that recurs."""
    return direction == "forward" and material.attribute(fact).value_type in ("date", "month-day")


def make(material: Material, request: Request) -> Question | None:
    """The question, if its stem is true of this fact alone."""
    stem = _stem(material, request.fact)
    value = material.value(request.fact)
    if stem is None or not isinstance(value, (PartialDate, MonthDay)):
        return None
    right = _dates([value, *material.values(request.fact)])
    accepts = tuple(wording.words(material, one) for one in right)
    return frame(
        material,
        request,
        stem=stem.text,
        key=value.text,
        answer=accepts[0],
        accepts=accepts,
        judging={
            "right": right,
            "near": tuple(
                (date, near.note) for near in request.fact.never_offer for date in _dates([near.value])
            ),
            **_stated(stem, value),
        },
    )


def _stem(material: Material, fact: Fact) -> Stem | None:
    """The stem with the year in it, where the set words it so and it is still true of this fact alone."""
    stem = open_stem(material, fact, "forward")
    dated = forward_stem(material, fact, with_year=True) if stem else None
    if dated and not dated.among and len(same_stem(material, fact, dated)) == 1:
        return dated
    return stem


def _dates(values: Iterable[Value]) -> tuple[PartialDate | MonthDay, ...]:
    return tuple(dict.fromkeys(value for value in values if isinstance(value, (PartialDate, MonthDay))))


def _stated(stem: Stem, value: PartialDate | MonthDay) -> dict[str, int]:
    """The year and month that the stem gives away, and that need not be typed."""
    stated = {}
    if isinstance(value, PartialDate) and stem.year:
        stated["year"] = value.start[0]
    if stem.month:
        stated["month"] = value.month if isinstance(value, MonthDay) else value.start[1]
    return stated


def grade(question: Question, response: object) -> Verdict:
    """What the typed date is worth: the best that any right value makes of it. Raises WrongShape."""
    judging = question.judging
    right = judging.get("right") or tuple(_written(question))
    if not right:
        return judge_text((str(question.key), *question.accepts), (), response)
    verdicts = (
        judge_date(
            key,
            response,
            language=question.language,
            context_year=judging.get("year"),
            context_month=judging.get("month"),
            near_truths=judging.get("near", ()),
        )
        for key in right
    )
    return max(verdicts, key=lambda verdict: (bool(verdict.correct), verdict.correct is None, verdict.score))


def _written(question: Question) -> Iterator[PartialDate | MonthDay]:
    """The dates that the author of a written question gave as right, in any common form."""
    for text in (question.key, *question.accepts):
        yield from parse_typed_date(str(text), question.language, day_first=True)[:1]
