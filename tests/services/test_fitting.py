"""Fits, and whether to use them."""

import random
from dataclasses import replace

import pytest

from quizapp.core import evaluation
from quizapp.core.evaluation import Review
from quizapp.core.memory import DEFAULT, LEVEL, Parameters, formulas
from quizapp.services import fitting

DAY = 86_400_000
FORGETFUL = Parameters("forgetful", (*DEFAULT.weights[:8], 0.9, *DEFAULT.weights[9:]))


def learner(cards, *, truth=DEFAULT, seed=0, answers=8):
    """A log of somebody whose memory follows `truth`, studied at doubling intervals."""
    chance, reviews = random.Random(seed), []
    for card in range(cards):
        day, rating = card // 5, chance.choice([1, 3, 3])
        stability, difficulty = formulas.initial(truth, rating)
        reviews.append(Review(f"{card}", day * DAY, rating))
        for number in range(answers):
            elapsed = 2**number if number < 5 else 20
            day += elapsed
            recall = formulas.recall(truth, stability, elapsed)
            rating = 3 if chance.random() < recall else 1
            stability, difficulty = formulas.long_term(truth, stability, difficulty, recall, rating)
            reviews.append(Review(f"{card}", day * DAY + card, rating))
    return reviews


def dataset_of(*args, **more):
    return evaluation.prepare(learner(*args, **more), 4)


@pytest.fixture
def without_the_extra(monkeypatch):
    monkeypatch.setattr(fitting, "_fsrs_rs", lambda: None)


@pytest.fixture(autouse=True)
def _needs_the_extra(request):
    if "without_the_extra" not in request.fixturenames and not fitting.available():
        pytest.skip("fits need the extra `fit`")


def test_a_fit_predicts_an_unusual_learner_better():
    dataset = dataset_of(150, truth=FORGETFUL)
    fitted = fitting.fit(dataset, dataset.training)
    losses = [
        evaluation.log_loss(dataset.testing, evaluation.recalls(dataset, parameters, dataset.testing))
        for parameters in (DEFAULT, fitted)
    ]
    assert losses[1] < losses[0]


def test_a_fit_is_the_same_each_time():
    dataset = dataset_of(60)
    assert fitting.fit(dataset, dataset.training) == fitting.fit(dataset, dataset.training)


def test_an_unusual_learner_gets_a_fit_of_their_own():
    dataset = dataset_of(150, truth=FORGETFUL)
    adoption = fitting.adopt(dataset, dataset.training, id="fit-1")
    assert adoption.adopted
    assert adoption.parameters.id == "fit-1"
    assert adoption.loss_after < adoption.loss_before


def test_few_reviews_keep_the_default():
    dataset = dataset_of(30)
    adoption = fitting.adopt(dataset, dataset.counted[: fitting.FEWEST_COUNTED - 1])
    assert (adoption.adopted, adoption.loss_after) == (False, None)


def test_the_test_rows_decide_nothing():
    reviews = learner(150, truth=FORGETFUL)
    dataset = evaluation.prepare(reviews, 4)
    turned = evaluation.Dataset(
        dataset.histories,
        [*dataset.training, *(row._replace(recalled=not row.recalled) for row in dataset.testing)],
    )
    assert fitting.adopt(dataset, dataset.training) == fitting.adopt(turned, turned.training)


def test_every_model_is_measured():
    result = fitting.evaluate(learner(150, truth=FORGETFUL), rollover_utc=4)
    assert set(result.models) == {"average", "sm2", "default", "fitted", "adopted"}
    assert result.models["adopted"].log_loss < result.models["default"].log_loss
    assert result.tested == pytest.approx(result.counted / 5, abs=1)


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_the_default_is_used():
    dataset = dataset_of(150, truth=FORGETFUL)
    assert not fitting.available()
    assert fitting.fit(dataset, dataset.training) is DEFAULT
    assert not fitting.adopt(dataset, dataset.training).adopted
    models = fitting.evaluate(learner(50), rollover_utc=4).models
    assert models["fitted"] == models["adopted"] == models["default"]


@pytest.mark.parametrize("reviews", [[], [Review("a", 0, 3)], learner(2)])
def test_logs_too_short_to_test_have_no_figures(reviews):
    result = fitting.evaluate(reviews)
    assert result.tested == 0
    assert result.models["adopted"].log_loss is None


def over_learned(cards, seed=0):
    """A log of somebody whose own ease with a card returns to the mean: high records promise too much."""
    chance, reviews = random.Random(seed), []
    for card in range(cards):
        day, luck = card // 5, 0
        reviews.append(Review(f"{card}", day * DAY, 3))
        for number in range(8):
            day += (1, 2, 4, 8)[number % 4]
            right = chance.random() < (0.6 if luck > 0 else 0.9)
            luck = luck + 1 if right else 0
            reviews.append(Review(f"{card}", day * DAY + card, 3 if right else 1))
    return reviews


def test_cards_are_tilted_where_that_predicts_held_out_cards_better():
    dataset = evaluation.prepare(over_learned(300), 4)
    adoption = fitting.adopt(dataset, dataset.training)
    level = replace(adoption.parameters, tilt=LEVEL)
    assert adoption.parameters.tilt.record < 0
    losses = [
        evaluation.log_loss(dataset.testing, evaluation.recalls(dataset, one, dataset.testing))
        for one in (adoption.parameters, level)
    ]
    assert losses[0] < losses[1]
