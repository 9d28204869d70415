"""A card's own tilt: the states it makes, and how it is found."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import memory
from quizapp.core.evaluation import Prediction, tilting
from quizapp.core.memory import DEFAULT, FIRST_RECORD, LEVEL, LogEntry, Role, Tilt
from quizapp.core.memory.mixing import Trace, counted, first, repeated

TODAY = date(2024, 5, 1)
LEANING = replace(DEFAULT, id="leaning", tilt=Tilt(constant=1.4, record=-1.5, difficulty=-0.1))
RECORDS, DIFFICULTIES = st.floats(0, 1), st.floats(1, 10)
TILTS = st.builds(Tilt, *(st.floats(-3, 3) for _ in range(3)))
OUTCOMES = st.lists(st.tuples(st.integers(0, 40), st.sampled_from([1, 3])), max_size=12)


def log(outcomes):
    rows, day = [LogEntry(TODAY, Role.MEETING, "choice", 3, guess=1 / 4, recall=0.17)], TODAY
    for days, rating in outcomes:
        day += timedelta(days=days)
        rows.append(LogEntry(day, Role.COUNTED if days else Role.REPEAT, "choice", rating, guess=1 / 4))
    return rows


def live(rows, parameters):
    state, done = None, []
    for row in rows:
        state, completed = memory.answer(state, row, parameters)
        done.append(completed)
    return state, done


@given(TILTS, DIFFICULTIES, RECORDS)
def test_stability_is_at_most_doubled_or_halved(tilt, difficulty, record):
    assert 0.5 - 1e-12 <= tilt.factor(difficulty, record) <= 2 + 1e-12


@given(OUTCOMES)
def test_a_tilt_of_nothing_changes_nothing(outcomes):
    rows = log(outcomes)
    assert live(rows, replace(DEFAULT, tilt=Tilt()))[0] == live(rows, DEFAULT)[0]


@given(OUTCOMES)
def test_replay_equals_live_under_a_tilt(outcomes):
    state, rows = live(log(outcomes), LEANING)
    assert memory.replay(rows, {LEANING.id: LEANING}) == state


@given(OUTCOMES)
def test_fsrs_goes_its_way_beneath_the_tilt(outcomes):
    plain = leaning = first(DEFAULT, 3, 1.0)
    leaning = first(LEANING, 3, 1.0)
    for days, rating in outcomes:
        known = float(rating > 1)
        if days:
            plain = counted(DEFAULT, plain, days, rating, known=known)
            leaning = counted(LEANING, leaning, days, rating, known=known)
            factor = LEANING.tilt.factor(leaning.difficulty, leaning.record)
            assert leaning.stability == pytest.approx(plain.stability * factor)


@given(st.floats(0.01, 3000), DIFFICULTIES, RECORDS, TILTS)
def test_a_wrong_repeat_never_raises_stability(stability, difficulty, record, tilt):
    before = Trace(stability, difficulty, record)
    assert repeated(replace(DEFAULT, tilt=tilt), before, 1).stability <= stability


def test_the_record_follows_what_was_known():
    trace = first(DEFAULT, 3, 1.0)
    assert trace.record == FIRST_RECORD
    wrong = counted(DEFAULT, trace, 3, 1, known=0.0)
    assert wrong.record == pytest.approx(0.675)
    assert counted(DEFAULT, wrong, 3, 3, known=1.0).record == pytest.approx(0.75625)


def test_the_due_day_comes_from_the_tilted_stability():
    entry = LogEntry(TODAY, Role.COUNTED, "typed")
    firmer = replace(DEFAULT, tilt=Tilt(constant=0.6))
    usual, longer = (memory.answer(None, entry, one)[0] for one in (DEFAULT, firmer))
    assert longer.interval > usual.interval
    day = longer.last_day + timedelta(days=round(longer.stability))
    assert memory.recall_on(longer, day, firmer) == pytest.approx(0.9, abs=0.005)


def drawn(truth, count=4000, decay=-0.15):
    """Predictions, and outcomes of cards that lean as `truth` says."""
    chance = random.Random(3)
    predicted = [
        Prediction(chance.uniform(0.6, 0.97), chance.uniform(1, 10), chance.uniform(0.2, 1))
        for _ in range(count)
    ]
    return predicted, [chance.random() < tilting.tilted_recall(one, decay, truth) for one in predicted]


def found(predicted, recalled, decay=-0.15):
    centre = tilting.centre(predicted)
    return tilting.sums(predicted, recalled, decay, centre).tilt(centre)


def test_a_true_tilt_is_found():
    tilt = found(*drawn(Tilt(constant=0.7, record=-1.0)))
    assert tilt.record == pytest.approx(-1.0, abs=0.35)
    assert tilt.difficulty == pytest.approx(0.0, abs=0.05)


def test_few_rows_say_next_to_nothing():
    predicted, recalled = drawn(Tilt(constant=0.7, record=-1.0), count=20)
    assert abs(found(predicted, recalled).record) < 0.3
    assert tilting.Sums().tilt((0.9, 5.0)) == LEVEL


def test_the_sums_of_folds_add_up():
    predicted, recalled = drawn(LEVEL, count=60)
    centre = tilting.centre(predicted)
    halves = [tilting.sums(predicted[start::2], recalled[start::2], -0.15, centre) for start in (0, 1)]
    whole = tilting.sums(predicted, recalled, -0.15, centre)
    assert sum(halves, tilting.Sums()).tilt(centre).coefficients == pytest.approx(
        whole.tilt(centre).coefficients
    )


@given(st.floats(0.01, 1), st.floats(-0.8, -0.1))
def test_a_level_card_is_predicted_as_before(recall, decay):
    one = Prediction(recall, 5.0, 0.9)
    assert tilting.tilted_recall(one, decay, LEVEL) == pytest.approx(recall)
