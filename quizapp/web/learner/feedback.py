"""What an answer teaches, made ready for the page: its tone, what was given, and how it differs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from quizapp.core.questions import Question
from quizapp.services.study.results import Outcome
from quizapp.web.answering.parts import Parts, Tone, parts_of, title_of, tone_of
from quizapp.web.sentences import verdict_words
from quizapp.web.words import gettext as _

TYPED = frozenset({"typed", "cloze"})
"""Kinds whose answers are compared letter by letter; digits are not."""
SAID_OTHERWISE = frozenset(
    {"dont-know", "wrong-option", "wrong", "wrong-date", "wrong-number", "far", "near"}
)
"""Reasons that the title, the option, the map or the line of days tell better than a sentence."""
FURTHEST = 0.5
"""Below this likeness a comparison by letters shows only noise."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters: the same, missing from what was typed, or too much in it."""

    text: str
    change: Literal["same", "missing", "extra"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Parts):
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


def lesson(outcome: Outcome, response: Any) -> Lesson:
    """Read an outcome for the page; `response` is what was sent, None where it is not at hand."""
    feedback, verdict = outcome.feedback, outcome.verdict
    question = feedback.question
    given = given_words(question, response)
    typed = question.kind in TYPED and isinstance(response, str)
    parts = parts_of(question, response, verdict.parts, right=verdict.correct is True)
    return Lesson(
        tone=tone_of(verdict.correct, verdict.score, response),
        title=title_of(verdict.correct, verdict.score, response),
        given=given,
        why=feedback.chosen_why.removeprefix(f"{given}:").strip(),
        wanted="" if feedback.answer.casefold() in feedback.statement.casefold() else feedback.answer,
        reason="" if verdict.reason in SAID_OTHERWISE else verdict_words(verdict),
        letters=compared(given, feedback.answer) if typed and given else (),
        pairs=parts.pairs,
        order=parts.order,
        choices=parts.choices,
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
