"""What an answer teaches, made ready for the page: its tone, what was given, and how it differs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from quizapp.core.questions import Question, is_dont_know
from quizapp.services.study.results import Outcome
from quizapp.web.sentences import verdict_words
from quizapp.web.words import gettext as _

Mark = Literal["right", "wrong", "missed"]
Tone = Literal["right", "wrong", "between"]
TYPED = frozenset({"typed", "cloze"})
"""Kinds whose answers are compared letter by letter; digits are not."""
SAID_OTHERWISE = frozenset(
    {"dont-know", "wrong-option", "wrong", "wrong-date", "wrong-number", "far", "near"}
)
"""Reasons that the title, the option, the map or the line of days tell better than a sentence."""
FURTHEST = 0.5
"""Below this likeness a comparison by letters shows only noise."""
PARTLY = 0.2
"""From this score on a wrong answer is called partly right."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters: the same, missing from what was typed, or too much in it."""

    text: str
    change: Literal["same", "missing", "extra"]


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
class Lesson:
    """All that the feedback shows about the answer itself."""

    tone: Tone
    title: str
    given: str = ""
    why: str = ""
    """What the wrong option is, without its own words once more."""
    wanted: str = ""
    """The right response, where the statement does not say it."""
    reason: str = ""
    """The verdict in a sentence, where it teaches."""
    letters: Sequence[Piece] = ()
    pairs: Sequence[Pair] = ()
    order: Sequence[Place] = ()
    choices: Sequence[Choice] = ()
    """What was chosen, and what should have been, where that is not the same."""


def lesson(outcome: Outcome, response: Any) -> Lesson:
    """Read an outcome for the page; `response` is what was sent, None where it is not at hand."""
    feedback, verdict = outcome.feedback, outcome.verdict
    question = feedback.question
    tone: Tone = "between" if verdict.correct is None else "right" if verdict.correct else "wrong"
    given = given_words(question, response)
    typed = question.kind in TYPED and isinstance(response, str)
    return Lesson(
        tone=tone,
        title=_title(tone, response, verdict.score),
        given=given,
        why=feedback.chosen_why.removeprefix(f"{given}:").strip(),
        wanted="" if feedback.answer.casefold() in feedback.statement.casefold() else feedback.answer,
        reason="" if verdict.reason in SAID_OTHERWISE else verdict_words(verdict),
        letters=compared(given, feedback.answer) if typed and given else (),
        pairs=_pairs(question, response, verdict.parts),
        order=_order(question, response),
        choices=() if tone == "right" else _choices(question, response),
    )


def given_words(question: Question, response: Any) -> str:
    """The response in the words that the learner saw or typed; "" where there is nothing to repeat."""
    if isinstance(response, str) and question.kind == "choice":
        return next((option.text for option in question.options if option.id == response), "")
    if isinstance(response, bool):
        return _("True") if response else _("False")
    if isinstance(response, str):
        return response.strip()
    if question.kind == "multiple" and isinstance(response, list):
        return ", ".join(option.text for option in question.options if option.id in response)
    return ""


def compared(given: str, wanted: str) -> Sequence[Piece]:
    """The differences letter by letter; nothing if the two are equal or have too little in common."""
    a, b = _letters(given), _letters(wanted)
    matcher = SequenceMatcher(
        None, [_folded(letter) for letter in a], [_folded(letter) for letter in b], False
    )
    if not given or matcher.ratio() < FURTHEST or matcher.ratio() == 1:
        return ()
    pieces: list[Piece] = []
    for action, start, end, start_wanted, end_wanted in matcher.get_opcodes():
        if action == "equal":
            pieces.append(Piece("".join(b[start_wanted:end_wanted]), "same"))
            continue
        if end > start:
            pieces.append(Piece("".join(a[start:end]), "extra"))
        if end_wanted > start_wanted:
            pieces.append(Piece("".join(b[start_wanted:end_wanted]), "missing"))
    return pieces


def _letters(text: str) -> list[str]:
    """Letters with their accents, so that an accent is never torn off."""
    letters: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def _folded(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].casefold()


def _title(tone: Tone, response: Any, score: float) -> str:
    if is_dont_know(response):
        return _("Now you have seen it")
    if isinstance(response, dict) and response.get("got_it"):
        return _("Seen")
    if tone == "wrong" and score >= PARTLY:
        return _("Partly right")
    return {"right": _("Right"), "wrong": _("Not this time"), "between": _("Neither right nor wrong")}[tone]


def _choices(question: Question, response: Any) -> Sequence[Choice]:
    if (
        question.kind != "multiple"
        or not isinstance(response, list)
        or not isinstance(question.key, Sequence)
    ):
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


def _pairs(question: Question, response: Any, parts: Sequence[bool]) -> Sequence[Pair]:
    if question.kind != "matching" or not isinstance(response, dict) or not isinstance(question.key, dict):
        return ()
    names = {target.id: target.text for target in question.targets}
    marks = list(parts) or [response.get(o.id) == question.key.get(o.id) for o in question.options]
    return [
        Pair(
            item=option.text,
            given=names.get(response.get(option.id, ""), ""),
            wanted=names.get(question.key.get(option.id, ""), ""),
            right=right,
        )
        for option, right in zip(question.options, marks, strict=False)
    ]


def _order(question: Question, response: Any) -> Sequence[Place]:
    if question.kind != "timeline":
        return ()
    options = {option.id: option for option in question.options}
    given = list(response) if isinstance(response, list) else []
    return [
        Place(text=options[id].text, when=options[id].why, given=given.index(id) + 1 if id in given else 0)
        for id in question.key
        if id in options
    ]
