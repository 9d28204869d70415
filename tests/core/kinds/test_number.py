"""Numbers by hand: made from a fact, judged by its bound."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.core.errors import WrongShape
from quizapp.core.facts import Number, WrittenQuestion
from quizapp.core.generation import Generator
from quizapp.core.kinds import number
from quizapp.core.questions import Card, Question
from tests.factories import SetDraft, card


def asked(value: object, **more: object) -> Question:
    draft = SetDraft().attribute("length", "number").fact("arden", "length", value, **more)
    question = Generator(draft.build()).make(card(draft, "arden.length"), "number", seed=1)
    assert question is not None
    return question


def test_the_key_is_a_number_and_right() -> None:
    question = asked(Number(Decimal("3.8e9"), "USD"))
    assert question.key == 3_800_000_000
    assert number.grade(question, question.key).correct
    assert number.grade(question, question.answer).correct
    assert number.grade(question, "$3.8bn").correct


@pytest.mark.parametrize(
    ("bound", "response", "correct"),
    [
        ("exact", "24", True),
        ("exact", "25", False),
        ("about", "one day", True),
        ("about", "30", False),
        ("more-than", "24 hours", True),
        ("more-than", "30", None),
        ("at-least", "30", None),
        ("at-least", "20", False),
    ],
)
def test_the_bound_decides(bound: str, response: str, correct: bool | None) -> None:
    question = asked(Number(Decimal(24), "hours", bound))  # type: ignore[arg-type]
    assert number.grade(question, response).correct is correct


def test_another_accounts_number_gets_its_note() -> None:
    verdict = number.grade(asked("44", never_offer={"43": "Others count 43."}), "43")
    assert (verdict.correct, verdict.message) == (None, "Others count 43.")


@pytest.mark.parametrize("key", [7, "7", "seven"])
def test_a_written_question_may_have_its_key_in_any_form(key: object) -> None:
    own = WrittenQuestion(id="q1", kind="number", body={"stem": "how many?", "key": key})
    question = Generator(SetDraft().build(written={"q1": own})).make(Card("towns", "q1"), "number", seed=1)
    assert question is not None
    assert number.grade(question, "7.0").correct
    assert not number.grade(question, "8").correct


def test_a_response_of_another_shape_is_refused() -> None:
    with pytest.raises(WrongShape):
        number.grade(asked("7"), [7])


def test_words_of_the_stem_may_stand_before_the_figure() -> None:
    question = asked(Number(Decimal(8)))
    assert question.stem == "What is the length of Arden?"
    assert number.grade(question, "length 8").correct
    assert not number.grade(question, "width 8").correct
