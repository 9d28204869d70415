"""The proof must find what is wrong with a question, whoever made it."""

from dataclasses import replace

import pytest

from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof, contradictions
from quizapp.core.questions import Option, Question
from tests.factories import SetDraft, capitals, card, foundings


def made(draft: SetDraft, fact: str, kind: str, direction: str = "forward") -> Question:
    question = Generator(draft.build()).make(card(draft, fact, direction), kind, 0)
    assert question is not None
    return question


def codes(draft: SetDraft, question: Question) -> set[str]:
    return {flaw.code for flaw in Proof(draft.build(), grade).flaws(question)}


def with_option(question: Question, text: str, value: str) -> Question:
    """The question with its last wrong option replaced."""
    at = max(index for index, option in enumerate(question.options) if option.id != question.key)
    options = list(question.options)
    options[at] = Option(options[at].id, text, "", value)
    return replace(question, options=tuple(options))


def test_a_good_question_has_no_flaws() -> None:
    draft = capitals()
    for question in Generator(draft.build()).questions():
        assert codes(draft, question) == set()


def test_a_wrong_key_is_found() -> None:
    draft = capitals()
    question = made(draft, "france.capital", "choice")
    other = next(option.id for option in question.options if option.id != question.key)
    assert {"P103", "P104"} <= codes(draft, replace(question, key=other))
    assert "P102" in codes(draft, replace(question, key="z"))


@pytest.mark.parametrize("value", ["2020-10", "2020", "2020-10-03/2020-10-05", "2020-10-04~"])
def test_an_option_that_holds_the_key_is_found(value: str) -> None:
    draft = foundings("2020-10-04", "2020-10-17", "2020-11-20", "2020-12-01")
    question = with_option(made(draft, "arden.founded", "choice"), "another", value)
    assert {"P104", "P105"} <= codes(draft, question)


def test_a_container_offered_as_wrong_is_found() -> None:
    draft = (
        capitals().entity("paris", "Paris", type="city", part_of=("idf",)).entity("idf", "Île", type="city")
    )
    question = with_option(made(draft, "france.capital", "choice"), "Île", "idf")
    assert "P104" in codes(draft, question)


def test_a_near_truth_offered_as_wrong_is_found() -> None:
    draft = foundings("2020-10-04", "2020-10-17", "2020-11-20")
    draft.fact("dulas", "founded", "2020-10-10", never_offer={"2020-10-09": "others"})
    question = with_option(made(draft, "dulas.founded", "choice"), "9 October", "2020-10-09")
    assert "P104" in codes(draft, question)


def test_backwards_an_entity_without_a_known_value_is_found() -> None:
    draft = foundings("2020-10-04", "2020-10-17", "2020-11-20").entity("new")
    question = with_option(made(draft, "arden.founded", "choice", "reverse"), "New", "new")
    assert "P104" in codes(draft, question)


def test_options_out_of_order_are_found() -> None:
    draft = capitals()
    question = made(draft, "france.capital", "choice")
    assert "P107" in codes(draft, replace(question, options=tuple(reversed(question.options))))


def test_a_spelling_of_something_else_is_found() -> None:
    draft = capitals()
    question = made(draft, "france.capital", "typed")
    assert {"P109", "P110"} & codes(draft, replace(question, accepts=("Paris", "Rome")))


def test_a_statement_judged_wrongly_is_found() -> None:
    draft = capitals()
    question = made(draft, "france.capital", "truefalse")
    assert codes(draft, replace(question, key=not question.key)) & {"P103", "P104"}


def test_a_party_that_is_not_named_is_found() -> None:
    draft = capitals(party=True)
    assert "P112" in codes(draft, replace(made(draft, "france.capital", "choice"), attribution=""))


def test_two_questions_in_the_same_words_with_other_answers_are_found() -> None:
    draft = capitals()
    one, other = made(draft, "france.capital", "flashcard"), made(draft, "italy.capital", "flashcard")
    assert list(contradictions([one, other])) == []
    assert [flaw.code for flaw in contradictions([one, replace(other, prompt=one.prompt)])] == ["P111"] * 2


def events() -> SetDraft:
    return foundings("2020-10-04", "2020-10-17", "2020-11-20", "2020-12-01", "2020-12-24")


def test_a_pair_or_a_spare_target_that_may_be_right_otherwise_is_found() -> None:
    question = made(events(), "arden.founded", "matching")
    first, second = list(question.key)[:2]
    swapped = {**question.key, first: question.key[second], second: question.key[first]}
    assert {"P103", "P104"} <= codes(events(), replace(question, key=swapped))
    loose = tuple(replace(target, value="2020") for target in question.targets)
    assert "P104" in codes(events(), replace(question, targets=loose))


def test_events_in_another_order_or_at_one_time_are_found() -> None:
    question = made(events(), "arden.founded", "timeline")
    assert "P113" in codes(events(), replace(question, key=question.key[::-1]))
    overlapping = foundings("2020-10-04", "2020-10-17", "2020-10", "2020-10-01/2020-12-31", "2020-12-24")
    shown = [option.value for option in question.options]
    if set(shown) & {"corve.founded", "dulas.founded"}:
        assert "P113" in codes(overlapping, question)


def test_a_key_that_no_source_states_is_found() -> None:
    question = made(events(), "arden.founded", "date")
    assert "P103" in codes(events(), replace(question, key="2020-10-05"))
