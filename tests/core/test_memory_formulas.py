"""The FSRS-6 formulas equal those of the `fsrs` package."""

from datetime import date, timedelta

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.memory import DEFAULT, Parameters, formulas
from quizapp.core.memory.scheduling import interval
from quizapp.core.study_days import noon

RATINGS = st.integers(1, 4)
STABILITIES = st.floats(0.001, 30_000)
DIFFICULTIES = st.floats(1, 10)
DAYS = st.integers(1, 20_000)
WEIGHTS = st.sampled_from([0.9, 0.97, 1.0, 1.04, 1.15]).flatmap(
    lambda by: st.just(Parameters("test", tuple(weight * by for weight in DEFAULT.weights)))
)
TODAY = date(1900, 1, 1)


def their_step(parameters, stability, difficulty, days, rating):
    scheduler = Scheduler(parameters.weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(
        card_id=1,
        state=State.Review,
        stability=stability,
        difficulty=difficulty,
        last_review=noon(TODAY),
        due=noon(TODAY),
    )
    then = noon(TODAY + timedelta(days=days))
    after, _ = scheduler.review_card(card, Rating(rating), then)
    return scheduler.get_card_retrievability(card, then), after.stability, after.difficulty


@given(WEIGHTS, STABILITIES, DIFFICULTIES, DAYS, RATINGS)
def test_a_later_day(parameters, stability, difficulty, days, rating):
    recall, expected_stability, expected_difficulty = their_step(
        parameters, stability, difficulty, days, rating
    )
    predicted = formulas.recall(parameters, stability, days)
    after = formulas.long_term(parameters, stability, difficulty, predicted, rating)
    assert predicted == pytest.approx(recall, rel=1e-9)
    assert after[0] == pytest.approx(min(expected_stability, formulas.STABILITY_MAX), rel=1e-9)
    assert after[1] == pytest.approx(expected_difficulty, rel=1e-9)


@given(WEIGHTS, STABILITIES, DIFFICULTIES, RATINGS)
def test_the_same_day(parameters, stability, difficulty, rating):
    _, expected_stability, expected_difficulty = their_step(parameters, stability, difficulty, 0, rating)
    after = formulas.short_term(parameters, stability, difficulty, rating)
    assert after == pytest.approx(
        (min(expected_stability, formulas.STABILITY_MAX), expected_difficulty), rel=1e-9
    )


@given(WEIGHTS, RATINGS)
def test_the_first_answer(parameters, rating):
    scheduler = Scheduler(parameters.weights, learning_steps=(), enable_fuzzing=False)
    card, _ = scheduler.review_card(Card(card_id=1), Rating(rating), noon(TODAY))
    assert formulas.initial(parameters, rating) == pytest.approx((card.stability, card.difficulty), rel=1e-9)


@given(WEIGHTS, st.floats(0.001, 3_000), st.floats(0.70, 0.97))
def test_the_interval(parameters, stability, wanted):
    scheduler = Scheduler(parameters.weights, wanted, learning_steps=(), enable_fuzzing=False)
    assert interval(parameters, stability, wanted, 36_500) == scheduler._next_interval(stability=stability)


def test_weights_are_21_finite_numbers():
    with pytest.raises(ValueError, match="21 finite weights"):
        Parameters("short", (0.4, 1.2))
    with pytest.raises(ValueError, match="21 finite weights"):
        Parameters("nan", (*DEFAULT.weights[:20], float("nan")))


def test_weights_just_outside_the_bounds_are_moved_inside():
    weights = (*DEFAULT.weights[:20], 0.80000001)
    assert Parameters("rounded", weights).weights[20] == 0.8


@given(st.floats(0, 1))
def test_a_blend_lies_between(share):
    other = Parameters("other", tuple(weight * 1.1 for weight in DEFAULT.weights))
    blend = DEFAULT.blended(other, share).weights
    for low, mixed, high in zip(DEFAULT.weights, blend, other.weights, strict=True):
        assert low - 1e-9 <= mixed <= high + 1e-9
