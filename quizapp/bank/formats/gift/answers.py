"""What stands in a GIFT question's braces: the kind of question, its key and its feedback."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from string import ascii_lowercase

from quizapp.bank.formats import numeric
from quizapp.bank.formats.answers import matching
from quizapp.bank.formats.gift.syntax import BadBlock, shown
from quizapp.bank.formats.items import Choice, Item

_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_MARK = re.compile(r"([=~])\s*(?:%(-?\d+(?:\.\d+)?)%)?")
WHOLE = Decimal(100)
Reader = Callable[[str], str]


@dataclass(slots=True)
class Answer:
    """One answer in the braces."""

    right: bool
    weight: Decimal | None
    text: str
    feedback: str


@dataclass(slots=True)
class Told:
    """A question without its text, and what of it was lost."""

    item: Item
    losses: list[str] = field(default_factory=list)


class LeftOut(Exception):
    """A question of a kind that is not asked here."""


def read_answer(inside: str, words: Reader, *, blank: bool) -> Told:
    """The question that braces stand for; `words` gives the plain text of a piece.

    Raises LeftOut and BadBlock.
    """
    inside, _, general = inside.partition("####")
    body = inside.strip()
    told = _kind(body, words, blank=blank)
    told.item.statement = words(general) or told.item.statement
    return told


def _kind(body: str, words: Reader, *, blank: bool) -> Told:
    if not body:
        raise LeftOut("an essay cannot be marked by a program")
    truth, *feedback = body.split("#") if not body.startswith("#") else ("",)
    if truth.strip().upper() in _TRUTH:
        return _truth(_TRUTH[truth.strip().upper()], [words(one) for one in feedback])
    if body.startswith("#"):
        return _number(body[1:], words)
    answers = _answers(body)
    if not any(not one.right for one in answers) and all("->" in one.text for one in answers):
        return _matching(answers, words)
    if any(not one.right for one in answers):
        return _choice(answers, words)
    return _typed(answers, words, blank=blank)


def _answers(body: str) -> list[Answer]:
    marks = list(_MARK.finditer(body))
    if not marks or body[: marks[0].start()].strip():
        raise BadBlock("an answer begins with = (right) or ~ (wrong)")
    ends = [mark.start() for mark in marks[1:]] + [len(body)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        text, _, feedback = body[mark.end() : end].partition("#")
        weight = Decimal(mark[2]) if mark[2] else None
        found.append(Answer(mark[1] == "=", weight, text.strip(), feedback.strip()))
    return found


def _truth(key: bool, feedback: list[str]) -> Told:
    """The first feedback is for a wrong answer, the second for a right one."""
    wrong, right, *_ = [*feedback, "", ""]
    losses = ["without the feedback to a wrong answer"] if wrong else []
    return Told(Item("", "truefalse", "", key=key, statement=right), losses)


def _choice(answers: list[Answer], words: Reader) -> Told:
    options = [Choice(words(one.text), words(one.feedback)) for one in answers]
    if len(options) > len(ascii_lowercase):
        raise LeftOut(f"it has more than {len(ascii_lowercase)} options")
    best = [at for at, one in enumerate(answers) if one.right or one.weight == WHOLE]
    some = [at for at, one in enumerate(answers) if one.right or (one.weight or 0) > 0]
    if not some:
        raise BadBlock("no option is right: mark the right one with =")
    if len(best) == 1:
        told = Told(Item("", "choice", "", options=options, key=ascii_lowercase[best[0]]))
        if len(some) > 1:
            told.losses.append("options that are half right count as wrong")
        return told
    told = Told(Item("", "multiple", "", options=options, key=[ascii_lowercase[at] for at in some]))
    if best:
        told.losses.append("several options are wholly right: all of them are asked for")
    return told


def _matching(answers: list[Answer], words: Reader) -> Told:
    found = []
    for one in answers:
        left, _, right = one.text.partition("->")
        found.append((words(left), words(right)))
    if sum(1 for left, _ in found if left) < 2:
        raise BadBlock("a matching question needs two pairs")
    return Told(matching("", "", found))


def _typed(answers: list[Answer], words: Reader, *, blank: bool) -> Told:
    right = [words(one.text) for one in answers if one.weight in (None, WHOLE)]
    exact = list(dict.fromkeys(text for text in right if "*" not in text))
    if not exact:
        raise LeftOut("no answer is wholly right as it stands") if answers else BadBlock("no answer")
    losses = []
    half = [shown(one.text) for one in answers if one.weight not in (None, WHOLE) and one.weight]
    if half:
        losses.append(f"half right answers count as wrong: {', '.join(half)[:200]}")
    if len(right) > len(exact) and any("*" in text for text in right):
        losses.append("answers with * in them are not taken")
    if any(one.feedback and one.weight not in (None, WHOLE) for one in answers):
        losses.append("without the feedback to single answers")
    statement = next((words(one.feedback) for one in answers if one.weight in (None, WHOLE)), "")
    kind = "cloze" if blank else "typed"
    return Told(Item("", kind, "", key=exact[0], accepts=exact[1:], statement=statement), losses)


def _number(body: str, words: Reader) -> Told:
    answers = _answers(body) if "=" in body or "~" in body else [Answer(True, None, *_halves(body))]
    best = [one for one in answers if one.right and one.weight in (None, WHOLE)]
    if not best:
        raise BadBlock("no number is wholly right")
    try:
        ranges = [_range(shown(one.text)) for one in best]
    except InvalidOperation as error:
        raise BadBlock("the answer after # is a number, number:tolerance, or lowest..highest") from error
    accepted, losses = numeric.accepted(ranges)
    if len(best) < len(answers):
        losses.append("half right numbers and their feedback are not kept")
    statement = words(best[0].feedback)
    return Told(Item("", "number", "", key=accepted[0], accepts=accepted[1:], statement=statement), losses)


def _halves(body: str) -> tuple[str, str]:
    text, _, feedback = body.partition("#")
    return text, feedback


def _range(text: str) -> numeric.Range:
    """Middle and tolerance. Raises InvalidOperation."""
    low, between, high = text.partition("..")
    if between:
        return numeric.between(Decimal(low.strip()), Decimal(high.strip()))
    value, _, tolerance = text.partition(":")
    return numeric.Range(Decimal(value.strip()), Decimal(tolerance.strip() or "0"))
