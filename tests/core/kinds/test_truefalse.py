import pytest

from quizapp.core.errors import WrongShape
from quizapp.core.generation import Generator, grade
from tests.factories import SetDraft, capitals, card


def test_a_false_statement_changes_one_value_only() -> None:
    draft = capitals()
    question = Generator(draft.build()).make(card(draft, "france.capital"), "truefalse", 3, "false")
    assert question is not None
    assert question.key is False
    assert question.stem.startswith("Is this so: the capital of France is ")
    assert "Paris" not in question.stem
    assert question.statement == "The capital of France is Paris."


def test_a_party_is_judged_by_what_it_says() -> None:
    draft = capitals(party=True)
    question = Generator(draft.build()).make(card(draft, "france.capital"), "truefalse", 0, "true")
    assert question is not None
    assert question.prompt == "According to the town register, is this so: the capital of France is Paris?"


def test_the_seed_decides_which() -> None:
    draft = capitals()
    generator = Generator(draft.build())
    made = [generator.make(card(draft, "cuba.capital"), "truefalse", seed) for seed in range(40)]
    assert 8 < sum(question.key for question in made if question) < 32


def test_what_can_only_be_true_is_not_asked() -> None:
    draft = SetDraft().attribute("motto").fact("arden", "motto", "onwards")
    assert "truefalse" not in Generator(draft.build()).kinds(card(draft, "arden.motto"))


def test_a_statement_that_says_its_value_twice_is_not_asked() -> None:
    draft = (
        capitals().entity("mexico-city", "Mexico City", type="city").fact("mexico", "capital", "mexico-city")
    )
    assert "truefalse" not in Generator(draft.build()).kinds(card(draft, "mexico.capital"))


def test_only_true_and_false_are_answers() -> None:
    draft = capitals()
    question = Generator(draft.build()).make(card(draft, "cuba.capital"), "truefalse", 0)
    assert question is not None
    assert grade(question, question.key).correct
    assert not grade(question, not question.key).correct
    for response in ("true", 1, None):
        with pytest.raises(WrongShape):
            grade(question, response)
