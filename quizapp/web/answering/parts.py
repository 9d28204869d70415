"""An answer told: item by item for choices, pairs and orders, with the tone and the title of its verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from quizapp.core.questions import Question, is_dont_know
from quizapp.services.practice import Told
from quizapp.web.words import gettext as _

Mark = Literal["right", "wrong", "missed"]
Tone = Literal["right", "partly", "wrong", "between", "seen"]
"""How an answer is met; `between` is neither right nor wrong, `seen` was not answered."""
Asked = Question | Told
"""A question as it was shown, with its key: one that is being studied, or one that a quiz has kept."""
PARTLY = 0.2
"""From this score on a wrong answer is called partly right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One item of a question with several parts."""

    item: str
    given: str
    wanted: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One item of a question about an order, at its right place."""

    text: str
    when: str
    given: int = 0
    """The place that the learner gave it, from 1; 0 where none was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option of a question with several right ones."""

    text: str
    why: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The items of one answer; all empty where it has only one."""

    pairs: Sequence[Pair] = ()
    order: Sequence[Place] = ()
    choices: Sequence[Choice] = ()
    """What was chosen, and what should have been, where that is not the same."""


def parts_of(question: Asked, response: Any, marks: Sequence[bool], *, right: bool) -> Parts:
    """An answer item by item; `marks` are the verdicts on the pairs, where the grader gave them."""
    return Parts(
        pairs=_pairs(question, response, marks),
        order=_order(question, response),
        choices=() if right else _choices(question, response),
    )


def tone_of(correct: bool | None, score: float, response: Any) -> Tone:
    """How the page meets an answer."""
    if is_dont_know(response) or _is_shown(response):
        return "seen"
    if correct is None:
        return "between"
    if correct:
        return "right"
    return "partly" if score >= PARTLY else "wrong"


def title_of(correct: bool | None, score: float, response: Any) -> str:
    """The verdict in two or three words."""
    if _is_shown(response):
        return _("Seen")
    match tone_of(correct, score, response):
        case "right":
            return _("Right")
        case "partly":
            return _("Partly right")
        case "between":
            return _("Neither right nor wrong")
        case "seen":
            return _("Now you have seen it")
    return _("Not this time")


def _is_shown(response: Any) -> bool:
    """Whether a fact was only shown."""
    return isinstance(response, Mapping) and bool(response.get("got_it"))


def _choices(question: Asked, response: Any) -> Sequence[Choice]:
    if question.kind != "multiple" or not isinstance(response, list) or not question.key:
        return ()
    return [
        Choice(
            text=option.text, why="" if is_right else option.why, mark=_mark(is_right, option.id in response)
        )
        for option in question.options
        if (is_right := option.id in question.key) or option.id in response
    ]


def _mark(is_right: bool, is_chosen: bool) -> Mark:
    if not is_right:
        return "wrong"
    return "right" if is_chosen else "missed"


def _pairs(question: Asked, response: Any, marks: Sequence[bool]) -> Sequence[Pair]:
    if question.kind != "matching" or not isinstance(response, Mapping) or not question.key:
        return ()
    names = {target.id: target.text for target in question.targets}
    marks = list(marks) or [response.get(o.id) == question.key.get(o.id) for o in question.options]
    return [
        Pair(
            item=option.text,
            given=names.get(response.get(option.id, ""), ""),
            wanted=names.get(question.key.get(option.id, ""), ""),
            right=right,
        )
        for option, right in zip(question.options, marks, strict=False)
    ]


def _order(question: Asked, response: Any) -> Sequence[Place]:
    if question.kind != "timeline" or not question.key:
        return ()
    options = {option.id: option for option in question.options}
    given = list(response) if isinstance(response, list) else []
    return [
        Place(text=options[id].text, when=options[id].why, given=given.index(id) + 1 if id in given else 0)
        for id in question.key
        if id in options
    ]
