import pytest

from quizapp.core.errors import WrongShape
from quizapp.core.generation import Generator, grade
from quizapp.core.questions import Question
from tests.factories import SetDraft, capitals, card


def flashcard() -> Question:
    draft = capitals()
    question = Generator(draft.build()).make(card(draft, "cuba.capital"), "flashcard", 0)
    assert question is not None
    return question


def test_it_shows_its_answer_and_has_no_key() -> None:
    assert (flashcard().key, flashcard().answer) == (None, "Havana")


@pytest.mark.parametrize(
    ("rating", "correct"), [(1, False), (2, True), (3, True), (4, True), ("again", False), ("Good", True)]
)
def test_the_learner_rates(rating: object, correct: bool) -> None:
    assert grade(flashcard(), rating).correct is correct


@pytest.mark.parametrize("response", [0, 5, True, "fine", None, 2.5])
def test_nothing_else_is_a_rating(response: object) -> None:
    with pytest.raises(WrongShape):
        grade(flashcard(), response)


def test_a_question_among_options_is_no_flashcard() -> None:
    draft = SetDraft().attribute("motto", forward="which of these mottos has {entity}?")
    draft.fact("arden", "motto", "onwards")
    assert "flashcard" not in Generator(draft.build()).kinds(card(draft, "arden.motto"))
