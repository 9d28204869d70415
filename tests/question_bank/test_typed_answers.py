"""Every typed answer of every shipped set: its own spellings pass, its neighbours' names do not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rapidfuzz import process

from quizapp.bank.load import load_set
from quizapp.core.generation import Generator
from quizapp.core.kinds import KINDS
from quizapp.core.questions import Question
from quizapp.core.spelling import fold, skeleton

BANK = Path(__file__).parents[2] / "question_bank"
SETS = sorted(path.parent.name for path in BANK.glob("*/set.yaml"))
HAND_WRITTEN = ("typed", "cloze", "date", "number")


@cache
def questions(slug: str) -> tuple[Question, ...]:
    generator = Generator(load_set(BANK / slug))
    return tuple(question for kind in HAND_WRITTEN for question in generator.questions(kind=kind))


def verdict(question: Question, response: object) -> bool | None:
    return KINDS[question.kind].grade(question, response).correct


def dressed(text: str) -> Iterator[str]:
    """The same answer as hurried people type it."""
    yield from (text, text.upper(), text.lower(), f"  {text}. ", fold(text))


def nearest(question: Question) -> list[str]:
    """The ten names of others that look most like the answer."""
    rivals = [name for name in question.judging.get("rivals", ()) if isinstance(name, str)]
    return [hit[0] for hit in process.extract(question.answer, rivals, limit=10)]


@pytest.mark.parametrize("slug", SETS)
def test_the_key_and_all_accepted_spellings_are_right(slug: str) -> None:
    for question in questions(slug):
        for text in (question.key, question.answer, *question.accepts):
            assert verdict(question, text), (question.prompt, text)


@pytest.mark.parametrize("slug", SETS)
def test_case_accents_and_blanks_do_not_count(slug: str) -> None:
    for question in questions(slug):
        if question.kind in ("typed", "cloze"):
            for text in (way for name in question.accepts for way in dressed(name)):
                assert verdict(question, text), (question.prompt, text)


@pytest.mark.parametrize("slug", SETS)
def test_the_names_of_others_are_never_right(slug: str) -> None:
    for question in questions(slug):
        own = {skeleton(name) for name in question.accepts}
        for rival in nearest(question):
            if skeleton(rival) not in own:
                assert not verdict(question, rival), (question.prompt, rival)
