"""What the feedback teaches: how what was typed differs, what was chosen and missed, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.generation import Generator, grade
from quizapp.core.questions import Question
from quizapp.services.study.results import Feedback, Outcome, Today, Turn
from quizapp.web.learner.feedback import Lesson, compared, lesson
from tests.factories import SetDraft, capitals, card

TEXT = st.text(alphabet="abcdeé əİ", max_size=12)


def test_a_missing_and_a_wrong_letter_are_shown_in_place() -> None:
    pieces = [(piece.text, piece.change) for piece in compared("Kelbajr", "Kalbajar")]
    assert pieces == [
        ("K", "same"),
        ("e", "extra"),
        ("a", "missing"),
        ("lbaj", "same"),
        ("a", "missing"),
        ("r", "same"),
    ]


def test_words_with_nothing_in_common_are_not_compared() -> None:
    assert compared("Oslo", "Paris") == ()


def test_letters_that_differ_only_in_case_or_accent_are_the_same() -> None:
    assert compared("PARIS", "Páris") == ()


@given(TEXT, TEXT)
def test_without_what_is_too_much_the_wanted_word_stands_there(typed: str, wanted: str) -> None:
    pieces = compared(typed, wanted)
    if pieces:
        assert "".join(piece.text for piece in pieces if piece.change != "extra") == wanted


@pytest.fixture
def page(app: Flask) -> Iterator[None]:
    """A page in English, for its sentences."""
    with app.test_request_context():
        yield


def several() -> Question:
    """A question with two right answers, Arden and Brill."""
    draft = SetDraft().type("order").attribute("names", "entity", of="order", range=("town",), many=True)
    for name in ("arden", "brill", "corve", "dulas", "elwy"):
        draft.entity(name)
    draft.entity("law", type="order").members("law", "names", "arden", "brill", complete=True)
    return made(draft, "law.names.arden", "multiple")


def made(draft: SetDraft, fact: str, kind: str) -> Question:
    question = Generator(draft.build()).make(card(draft, fact), kind, 0)
    assert question is not None
    return question


def taught(question: Question, response: Any) -> Lesson:
    """What the page says of a response."""
    told = Feedback(key=question.key, answer=question.answer, statement=question.statement, question=question)
    stand = Today(study_day=date(2026, 11, 23), answered=1, counted=1, right=0, met=0, left=0, new_left=0)
    turn = Turn(task=None, today=stand, next_due=None)
    verdict = grade(question, response)
    return lesson(Outcome(review_id="", verdict=verdict, feedback=told, card=None, turn=turn), response)


@pytest.mark.usefixtures("page")
def test_what_was_chosen_and_what_was_missed_are_marked() -> None:
    question = several()
    wrong = next(option for option in question.options if option.id not in question.key)
    said = taught(question, [question.key[0], wrong.id])
    marks = {choice.text: choice.mark for choice in said.choices}
    texts = {option.id: option.text for option in question.options}
    assert marks == {texts[question.key[0]]: "right", texts[question.key[1]]: "missed", wrong.text: "wrong"}
    assert next(choice.why for choice in said.choices if choice.mark == "wrong") == wrong.why


@pytest.mark.usefixtures("page")
def test_what_was_neither_chosen_nor_right_is_left_out() -> None:
    question = several()
    assert {choice.mark for choice in taught(question, question.key[:1]).choices} == {"right", "missed"}


@pytest.mark.usefixtures("page")
def test_right_choices_are_not_repeated() -> None:
    assert taught(several(), several().key).choices == ()


@pytest.mark.usefixtures("page")
def test_half_of_several_is_partly_right() -> None:
    said = taught(several(), several().key[:1])
    assert (said.tone, said.title) == ("partly", "Partly right")


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(("kind", "response"), [("choice", {"dont_know": True}), ("typed", "Atlantis")])
def test_a_reason_that_the_title_tells_is_not_said_twice(kind: str, response: Any) -> None:
    draft = capitals()
    question = made(draft, next(iter(draft.facts)), kind)
    assert taught(question, response).reason == ""


@pytest.mark.usefixtures("page")
def test_a_reason_that_teaches_is_said() -> None:
    draft = capitals()
    question = made(draft, next(iter(draft.facts)), "typed")
    misspelt = question.answer[:-2] + question.answer[-1]
    said = taught(question, misspelt)
    assert said.reason
    assert said.letters
