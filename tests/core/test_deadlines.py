"""An exam day: how cards are scheduled before it, and which are topped up."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.memory import DEFAULT, LogEntry, Role, Schedule, answer, step
from quizapp.core.memory.scheduling import NO_LOADS
from quizapp.core.queue import (
    DueCard,
    expected_recall,
    expected_with_top_ups,
    top_ups,
    towards_exam,
)

TODAY = date(2024, 5, 1)
FADED = replace(
    step(None, LogEntry(TODAY - timedelta(days=30), Role.COUNTED, "flashcard", 4)),
    due_day=TODAY + timedelta(days=90),
)
NEVER_FULL = 1000


def deck(*stabilities):
    return [
        (DueCard(f"{number:03}", "day", TODAY, 0.9), replace(FADED, stability=stability))
        for number, stability in enumerate(stabilities)
    ]


def topped(states, days_left=1, answers=NEVER_FULL, loads=NO_LOADS):
    exam = TODAY + timedelta(days=days_left)
    chosen = top_ups(states, today=TODAY, exam_day=exam, answers=answers, loads=loads)
    return [card.card for card in chosen]


def test_top_ups_wait_while_the_last_days_hold_them_all():
    states = deck(*([5.0] * 150))
    sizes = [len(topped(states, days_left)) for days_left in (30, 4, 3, 2, 1, 0)]
    assert sizes == [0, 0, 30, 60, 60, 0]


def test_a_short_day_and_cards_due_on_other_days_make_them_begin_earlier():
    states = deck(*([5.0] * 30))
    tomorrow = {TODAY + timedelta(days=1): 20}
    assert topped(states, 2) == []
    assert topped(states, 2, answers=40)
    assert len(topped(states, 2, answers=60)) < len(topped(states, 2, answers=60, loads=tomorrow))


def test_cards_that_will_be_known_or_asked_anyway_get_no_top_up():
    (card, state) = deck(5)[0]
    due_before = (card, replace(state, due_day=TODAY + timedelta(days=2)))
    assert topped([due_before], 3) == topped(deck(3000)) == []
    assert topped(deck(3000, 5)) == ["001"]


def test_places_go_to_the_cards_that_gain_most():
    assert set(topped(deck(300, 4, 200, 5), answers=3)) == {"001", "003"}


def test_cards_that_gain_by_waiting_wait():
    """What was answered lately is still to fade: asked now it would gain little stability."""
    (lately, state), faded = deck(9, 9)
    lately = (lately, replace(state, last_day=TODAY - timedelta(days=8)))
    assert topped([lately, faded], days_left=2, answers=2) == ["001"]


@given(st.lists(st.floats(0.1, 400), max_size=40), st.integers(1, 9), st.integers(1, 20))
def test_top_ups_are_cards_of_the_deck_once_each_under_the_limit(stabilities, days_left, answers):
    chosen = topped(deck(*stabilities), days_left, answers)
    assert len(chosen) == len(set(chosen)) <= answers
    assert set(chosen) <= {card.card for card, _ in deck(*stabilities)}


def before(days_left, schedule=Schedule(), answers=NEVER_FULL):  # noqa: B008
    return towards_exam(schedule, TODAY, TODAY + timedelta(days=days_left), answers=answers)


def test_firm_cards_may_fade_in_the_last_sixty_days_before_an_exam():
    assert before(61) == before(0) == Schedule()
    near = before(60)
    assert near.retention_at(2.9, 6) == near.desired_retention
    assert near.retention_at(3.0, 6) == near.firm_retention < near.desired_retention


def test_hard_cards_are_asked_less_often_until_the_last_two_weeks():
    early, late = before(15), before(14)
    assert early.retention_at(1.9, 8) == early.hard_retention < early.retention_at(1.9, 7.9)
    assert late.retention_at(1.9, 8) == late.retention_at(300, 5) == Schedule().desired_retention


def next_day(stability, days_left, rating=3, answers=NEVER_FULL, loads=NO_LOADS):
    """Days until a card answered today comes again."""
    state = replace(FADED, stability=stability, last_day=TODAY - timedelta(days=1))
    entry = LogEntry(TODAY, Role.COUNTED, "flashcard", rating)
    after, _ = answer(state, entry, schedule=before(days_left, answers=answers), loads=loads)
    return after.interval


def test_what_is_due_before_the_exam_comes_on_its_eve_or_tomorrow():
    assert next_day(0.2, 10, rating=1) == 1
    assert {next_day(stability, 10) for stability in (1, 1.5, 2)} == {9}
    assert next_day(60, 10) > 10


def test_a_full_eve_leaves_cards_to_the_day_before():
    full = {TODAY + timedelta(days=9): 50}
    assert next_day(1, 10, answers=60, loads=full) == 8
    assert next_day(1, 10, answers=80, loads=full) == 9


def test_top_ups_raise_what_is_expected_on_the_day():
    state = step(None, LogEntry(TODAY, Role.COUNTED, "flashcard", 4), DEFAULT)
    states, exam = [state] * 10, TODAY + timedelta(days=30)
    plain = expected_recall(states, exam, DEFAULT)
    raised = expected_with_top_ups(states, today=TODAY, exam_day=exam, answers=60, parameters=DEFAULT)
    assert plain < raised < 1
    assert expected_recall([], exam, DEFAULT) is None
