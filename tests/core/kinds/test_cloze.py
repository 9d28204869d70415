from quizapp.core.generation import Generator, grade
from tests.factories import SetDraft, capitals, card


def test_the_value_is_blanked_once_in_our_own_statement() -> None:
    draft = capitals(party=True)
    question = Generator(draft.build()).make(card(draft, "cuba.capital"), "cloze", 0)
    assert question is not None
    assert question.prompt == "According to the town register, the capital of Cuba is ____."
    assert grade(question, "havana").correct


def test_a_hint_is_the_first_letter() -> None:
    draft = capitals()
    question = Generator(draft.build()).make(card(draft, "cuba.capital"), "cloze", 0, "hint")
    assert question is not None
    assert question.stem == "The capital of Cuba is H____."


def test_a_name_that_looks_like_a_blank_makes_no_second_one() -> None:
    draft = SetDraft().attribute("motto").entity("odd", "____").fact("odd", "motto", "onwards")
    assert "cloze" not in Generator(draft.build()).kinds(card(draft, "odd.motto"))
