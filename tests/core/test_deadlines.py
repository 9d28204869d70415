"""An exam day: how firm cards fade before it, and which are topped up."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.memory import DEFAULT, LogEntry, Role, Schedule, step
from quizapp.core.queue import (
    DueCard,
    expected_recall,
    expected_with_top_ups,
    top_ups,
    towards_exam,
)

TODAY = date(2024, 5, 1)
ANSWERED = step(None, LogEntry(TODAY - timedelta(days=4), Role.COUNTED, "flashcard", 4))


def deck(*stabilities):
    return [
        (DueCard(f"{number:03}", "day", TODAY, 0.9), replace(ANSWERED, stability=stability))
        for number, stability in enumerate(stabilities)
    ]


def topped(states, days_left=3, a_day=60):
    chosen = top_ups(states, today=TODAY, exam_day=TODAY + timedelta(days=days_left), a_day=a_day)
    return [card.card for card in chosen]


def test_top_ups_come_in_the_last_days_as_many_as_a_day_holds():
    states = deck(*([5.0] * 150))
    assert len(topped(states)) == 60
    assert topped(states, days_left=30) == topped(states, days_left=0) == []


def test_cards_that_gain_nothing_get_no_top_up():
    assert topped(deck(3000, 5), days_left=1) == ["001"]


def test_places_go_to_the_cards_that_gain_most():
    assert set(topped(deck(300, 4, 200, 5), days_left=1, a_day=2)) == {"001", "003"}


def test_cards_that_gain_by_waiting_wait():
    """A weak card would forget again until the exam; a firmer one may as well be asked now."""
    assert topped(deck(0.5, 8.0), days_left=2, a_day=1) == ["001"]


@given(st.lists(st.floats(0.1, 400), max_size=40), st.integers(1, 9), st.integers(1, 20))
def test_top_ups_are_cards_of_the_deck_once_each_under_the_limit(stabilities, days_left, a_day):
    chosen = topped(deck(*stabilities), days_left, a_day)
    assert len(chosen) == len(set(chosen)) <= a_day
    assert set(chosen) <= {card.card for card, _ in deck(*stabilities)}


def test_firm_cards_may_fade_in_the_last_sixty_days_before_an_exam():
    plain = Schedule(0.9)
    assert towards_exam(plain, 61) == towards_exam(plain, 0) == plain
    near = towards_exam(plain, 60)
    assert near.retention_at(2.9, 6) == near.desired_retention
    assert near.retention_at(3.0, 6) == near.firm_retention < near.desired_retention
    assert plain.retention_at(300, 9) == 0.9


def test_hard_cards_are_asked_less_often_until_the_last_ten_days():
    early, late = towards_exam(Schedule(), 11), towards_exam(Schedule(), 10)
    assert early.retention_at(1.9, 8) == early.hard_retention < early.retention_at(1.9, 7.9)
    assert early.retention_at(2.0, 8) == early.firm_retention
    assert late.retention_at(1.9, 8) == late.retention_at(1.9, 7.9)


def test_top_ups_raise_what_is_expected_on_the_day():
    state = step(None, LogEntry(TODAY, Role.COUNTED, "flashcard", 4), DEFAULT)
    states, exam = [state] * 10, TODAY + timedelta(days=30)
    plain = expected_recall(states, exam, DEFAULT)
    raised = expected_with_top_ups(states, today=TODAY, exam_day=exam, parameters=DEFAULT)
    assert plain < raised < 1
    assert expected_recall([], exam, DEFAULT) is None
