"""How much an answer proves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.memory import AGAIN, GOOD, Meetings, evidence, guess_chance, rating_for

CHANCES = st.floats(0.001, 0.999)


def test_open_kinds_prove_everything():
    assert evidence("typed", GOOD, guess=0, recall=0.2) == 1


@given(CHANCES, CHANCES)
def test_a_right_choice_is_known_by_bayes(recall, guess):
    known = evidence("choice", GOOD, guess=guess, recall=recall)
    assert known == pytest.approx(recall / (recall + (1 - recall) * guess))
    assert recall <= known <= 1


def test_wrong_proves_nothing_a_hint_half_and_an_override_all():
    assert evidence("choice", AGAIN, guess=0.25, recall=0.9) == 0
    assert evidence("typed", GOOD, guess=0, recall=0.9, hint=True) == 0.5
    assert evidence("typed", AGAIN, guess=0, recall=0.9, override=True) == 1


@pytest.mark.parametrize(
    ("kind", "score", "rating"),
    [("choice", 1.0, GOOD), ("multiple", 0.99, AGAIN), ("locate", 0.8, GOOD), ("locate", 0.79, AGAIN)],
)
def test_the_pass_mark_decides_the_rating(kind, score, rating):
    assert rating_for(kind, score) == rating


@pytest.mark.parametrize(
    ("kind", "items", "told", "chance"),
    [
        ("choice", 4, None, 1 / 4),
        ("truefalse", 2, None, 1 / 2),
        ("matching", 5, None, 1 / 5),
        ("multiple", 5, 2, 1 / 10),
        ("multiple", 5, None, 1 / 31),
        ("timeline", 4, None, 1 / 24),
        ("typed", 0, None, 0),
        ("locate", 0, None, 0),
    ],
)
def test_chance_of_a_blind_right_answer(kind, items, told, chance):
    assert guess_chance(kind, items, told=told) == pytest.approx(chance)


def test_known_before_starts_at_a_sixth():
    assert Meetings().known_before == pytest.approx(2 / 12)


def test_known_before_learns_from_meetings():
    knowing = ignorant = Meetings()
    for _ in range(40):
        knowing = knowing.after(right=True, guess=1 / 4)
        ignorant = ignorant.after(right=False, guess=1 / 4)
    assert knowing.known_before == pytest.approx(42 / 52)
    assert ignorant.known_before == 0.05
    assert ignorant.offer_show_first
    assert not knowing.offer_show_first


def test_blind_guesses_teach_that_little_is_known():
    meetings = Meetings()
    for number in range(400):
        meetings = meetings.after(right=number % 4 == 0, guess=1 / 4)
    assert meetings.known_before == 0.05
