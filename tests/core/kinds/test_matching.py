"""Matching: each thing has one value of those offered, and that is provable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.errors import WrongShape
from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator
from quizapp.core.kinds import matching
from quizapp.core.questions import Question
from quizapp.core.verdicts import Verdict
from tests.core.adversarial_sets import fact_sets
from tests.factories import SetDraft, capitals, card, foundings

SIX_DAYS = ("2020-10-04", "2020-10-17", "2020-11-08", "2020-11-20", "2020-11-25", "2020-12-01")


def asked(draft: SetDraft, fact: str, variant: str = "", *companions: str) -> Question | None:
    others = [card(draft, companion) for companion in companions]
    return Generator(draft.build()).make(card(draft, fact), "matching", 1, variant, others)


def sure(question: Question | None) -> Question:
    assert question is not None
    return question


def test_pairs_and_spare_targets() -> None:
    question = sure(asked(foundings(*SIX_DAYS), "brill.founded"))
    assert question.stem == "On which date was each of these towns founded?"
    assert len(question.options) == len(question.key) == len(question.cards) == 4
    assert len(question.targets) == 6
    assert len(set(question.key.values())) == 4
    assert question.cards[0] == question.card
    assert question.guess == pytest.approx(1 / 6)


def test_each_of_these_says_what_they_are_only_once() -> None:
    asks = "on which date was the town of {entity} founded?"
    draft = foundings(*SIX_DAYS).attribute("founded", "date", forward=asks, statement="{entity}: {value}.")
    question = sure(asked(draft, "brill.founded"))
    assert question.stem == "On which date was each of these towns founded?"


def test_spare_targets_can_be_left_out() -> None:
    usual = sure(asked(foundings(*SIX_DAYS), "brill.founded"))
    assert len(matching.spare_values(usual)) == 2
    alone = sure(asked(foundings(*SIX_DAYS), "brill.founded", matching.NO_SPARE))
    assert matching.spare_values(alone) == []
    assert alone.guess == pytest.approx(1 / 4)


def test_targets_stand_in_natural_order_and_items_do_not_follow_them() -> None:
    question = sure(asked(foundings(*SIX_DAYS), "brill.founded", "6"))
    assert [target.id for target in question.targets] == sorted(target.id for target in question.targets)
    assert question.targets[0].text == "4 October 2020"
    assert list(question.key.values()) != sorted(question.key.values())


def test_what_was_asked_is_said_afterwards_in_whole() -> None:
    question = sure(asked(capitals(), "france.capital", "3"))
    assert "France: Paris" in question.answer
    assert question.statement.count(".") == 3


@pytest.mark.parametrize(("variant", "pairs"), [("3", 3), ("5", 5), ("99", 6), ("x", 4)])
def test_the_variant_says_how_many(variant: str, pairs: int) -> None:
    assert len(sure(asked(capitals(), "france.capital", variant)).options) == pairs


def test_companions_are_taken_as_named() -> None:
    question = sure(asked(foundings(*SIX_DAYS), "brill.founded", "", "dulas.founded", "fyne.founded"))
    assert {one.fact for one in question.cards} == {"brill.founded", "dulas.founded", "fyne.founded"}


def test_two_things_of_one_date_never_stand_together() -> None:
    draft = foundings("2020-10-04", "2020-10-04", "2020-10-17", "2020-11-08", "2020-11-20")
    question = sure(asked(draft, "arden.founded", "", "brill.founded", "corve.founded", "dulas.founded"))
    assert "brill.founded" not in {one.fact for one in question.cards}


def test_fewer_than_three_pairs_are_no_matching() -> None:
    assert asked(foundings("2020-10-04", "2020-10-17"), "arden.founded") is None


def graded(question: Question, *right: bool) -> Verdict:
    """The verdict on a response with these pairs, in the order of the cards, right or wrong."""
    items = question.judging["items"]
    others = [target.id for target in question.targets if target.id not in question.key.values()]
    pairs = {item: question.key[item] if ok else others[0] for item, ok in zip(items, right, strict=True)}
    return matching.grade(question, pairs)


def test_every_pair_counts_for_its_own_card() -> None:
    question = sure(asked(foundings(*SIX_DAYS), "brill.founded"))
    assert graded(question, True, True, True, True).correct
    half = graded(question, True, False, True, False)
    assert (half.correct, half.score, half.parts) == (False, 0.5, (True, False, True, False))
    assert graded(question, False, False, False, False).score == 0


def test_a_pair_left_out_is_wrong_and_not_known_is_wrong_throughout() -> None:
    question = sure(asked(foundings(*SIX_DAYS), "brill.founded"))
    item = question.judging["items"][0]
    assert matching.grade(question, {item: question.key[item]}).parts == (True, False, False, False)
    assert matching.grade(question, {item: None}).score == 0
    assert matching.grade(question, {"dont_know": True}).parts == (False,) * 4


@pytest.mark.parametrize(
    "response", [None, "a", [], {"zz": "A"}, {"a": "zz"}, {"a": ["A"]}, {"a": "x" * 1_000_000}]
)
def test_a_response_of_another_shape_is_refused(response: object) -> None:
    with pytest.raises(WrongShape):
        matching.grade(sure(asked(foundings(*SIX_DAYS), "brill.founded")), response)


@settings(max_examples=60, deadline=None)
@given(fact_sets(), st.integers(0, 9))
def test_whatever_the_set_only_the_keys_pairs_are_true(facts: FactSet, seed: int) -> None:
    generator = Generator(facts)
    for one in generator.cards():
        question = generator.make(one, "matching", seed) if one.direction == "forward" else None
        if question is None:
            continue
        assert matching.grade(question, question.key).correct
        values = {
            member: {claim.value for claim in facts.facts[member.fact].claims} for member in question.cards
        }
        for member, others in ((m, [v for o, v in values.items() if o != m]) for m in values):
            assert all(values[member].isdisjoint(other) for other in others)
        assert len({option.text.casefold() for option in question.options}) == len(question.options)
        assert len({target.text.casefold() for target in question.targets}) == len(question.targets)
