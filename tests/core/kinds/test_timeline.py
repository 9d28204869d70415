"""Timeline: events of different days, to be put in order."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.calendar import PartialDate
from quizapp.core.errors import WrongShape
from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator
from quizapp.core.kinds import timeline
from quizapp.core.kinds.timeline import longest_in_order, ordered_share
from quizapp.core.questions import Card, Question
from tests.core.adversarial_sets import fact_sets
from tests.factories import SetDraft, card, foundings

FIVE_DAYS = ("2020-10-04", "2020-10-17", "2020-11-08", "2020-11-20", "2020-12-01")


def asked(draft: SetDraft, fact: str, variant: str = "", seed: int = 1) -> Question | None:
    return Generator(draft.build()).make(card(draft, fact), "timeline", seed, variant)


def sure(question: Question | None) -> Question:
    assert question is not None
    return question


def test_the_key_is_the_order_in_time_and_the_items_are_listed_otherwise() -> None:
    question = sure(asked(foundings(*FIVE_DAYS), "arden.founded", "5"))
    names = {option.id: option.text for option in question.options}
    assert [names[one] for one in question.key] == ["Arden", "Brill", "Corve", "Dulas", "Elwy"]
    assert [option.id for option in question.options] != question.key
    assert question.answer == "Arden → Brill → Corve → Dulas → Elwy"
    assert question.cards == (question.card,)


def test_overlapping_dates_never_meet() -> None:
    draft = foundings("2020-10-04", "2020-10", "2020-10-04/2020-10-06", "2020-11-08", "2020-11-20")
    question = sure(asked(draft, "arden.founded", "6"))
    assert {option.text for option in question.options} == {"Arden", "Dulas", "Elwy"}


def test_two_events_are_no_timeline() -> None:
    assert asked(foundings("2020-10-04", "2020-10-17"), "arden.founded") is None


def test_credit_for_the_longest_ordered_part() -> None:
    question = sure(asked(foundings(*FIVE_DAYS), "arden.founded", "4"))
    a, b, c, d = question.key
    assert timeline.grade(question, [a, b, c, d]).correct
    swapped = timeline.grade(question, [a, c, b, d])
    assert (swapped.correct, swapped.score) == (False, pytest.approx(2 / 3))
    assert timeline.grade(question, [d, c, b, a]).score == 0


@pytest.mark.parametrize(
    "response", [None, "abcd", [], ["a"], ["a"] * 4, [1, 2, 3, 4], {"a": 1}, ["a"] * 100_000]
)
def test_a_response_of_another_shape_is_refused(response: object) -> None:
    with pytest.raises(WrongShape):
        timeline.grade(sure(asked(foundings(*FIVE_DAYS), "arden.founded", "4")), response)


def test_not_known() -> None:
    question = sure(asked(foundings(*FIVE_DAYS), "arden.founded"))
    assert timeline.grade(question, {"dont_know": True}).reason == "dont-know"


@given(st.permutations(range(6)))
def test_the_longest_part_in_order_is_the_longest(places: list[int]) -> None:
    parts = (part for size in range(7) for part in combinations(places, size))
    assert longest_in_order(places) == max(len(part) for part in parts if list(part) == sorted(part))
    assert (ordered_share(places) == 1) == (places == sorted(places))


@settings(max_examples=60, deadline=None)
@given(fact_sets(), st.integers(0, 9))
def test_whatever_the_set_no_two_events_may_be_at_one_time(facts: FactSet, seed: int) -> None:
    generator = Generator(facts)
    for one in generator.cards():
        question = generator.make(one, "timeline", seed) if one.direction == "forward" else None
        if question is None:
            continue
        keys = (question.card.key, *question.judging["exposed"])
        dates = [claim.value for key in keys for claim in facts.facts[Card.parse(key).fact].claims]
        exact = [date for date in dates if isinstance(date, PartialDate)]
        assert not any(first.overlaps(second) for first, second in combinations(exact, 2))
        assert timeline.grade(question, question.key).correct
        assert [option.id for option in question.options] != question.key
