"""The next due day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import memory
from quizapp.core.memory import LogEntry, Role, Schedule
from quizapp.core.memory.scheduling import fuzz_range, pick_day

TODAY = date(2024, 5, 1)
INTERVALS = st.integers(1, 365)


def learned(day=TODAY, kind="flashcard", rating=4, **more):
    return LogEntry(day, Role.COUNTED, kind, rating, **more)


@given(st.dates(), INTERVALS, st.integers(0))
def test_fuzz_stays_within_its_range_and_repeats_with_its_seed(day, days, seed):
    low, high = fuzz_range(days, 365)
    picked = pick_day(day, days, 365, seed=seed)
    assert picked == pick_day(day, days, 365, seed=seed)
    assert picked == date.max or low <= (picked - day).days <= high
    assert low <= days <= high


def test_short_intervals_are_not_fuzzed():
    assert [fuzz_range(days, 365) for days in (1, 2, 3)] == [(1, 1), (2, 2), (2, 4)]


def test_seeds_spread_over_the_whole_range():
    low, high = fuzz_range(50, 365)
    assert {(pick_day(TODAY, 50, 365, seed=seed) - TODAY).days for seed in range(200)} == set(
        range(low, high + 1)
    )


@given(INTERVALS, st.integers(0))
def test_the_lightest_day_of_the_range_is_taken(days, seed):
    low, high = fuzz_range(days, 365)
    light = TODAY + timedelta(days=(low + high) // 2)
    loads = {TODAY + timedelta(days=count): 30 for count in range(low, high + 1)} | {light: 29}
    assert pick_day(TODAY, days, 365, seed=seed, loads=loads) == light


@given(INTERVALS, st.integers(0), st.sets(st.integers(0, 6), max_size=3))
def test_easy_weekdays_are_spared_where_the_range_allows(days, seed, easy):
    picked = pick_day(TODAY, days, 365, seed=seed, easy_weekdays=frozenset(easy))
    low, high = fuzz_range(days, 365)
    all_easy = all((TODAY + timedelta(days=count)).weekday() in easy for count in range(low, high + 1))
    assert all_easy or picked.weekday() not in easy


@given(st.floats(0.70, 0.96))
def test_wanting_to_remember_more_never_lengthens_an_interval(retention):
    loose, _ = memory.answer(None, learned(), schedule=Schedule(retention))
    strict, _ = memory.answer(None, learned(), schedule=Schedule(retention + 0.01))
    assert memory.step(None, learned(desired_retention=retention + 0.01)).interval <= (
        memory.step(None, learned(desired_retention=retention)).interval
    )
    assert (loose.stability, loose.difficulty) == (strict.stability, strict.difficulty)


@pytest.mark.parametrize("retention", [0.69, 0.98, 0, 1])
def test_desired_retention_has_bounds(retention):
    with pytest.raises(ValueError, match=r"choose 0\.7 to 0.97"):
        Schedule(retention)


def test_firm_cards_may_have_another_desired_retention_and_the_log_says_which():
    schedule = Schedule(0.9, firm_retention=0.6)
    weak, weak_row = memory.answer(None, learned(rating=1), schedule=schedule)
    firm, firm_row = memory.answer(None, learned(rating=4), schedule=schedule)
    assert (weak_row.desired_retention, firm_row.desired_retention) == (0.9, 0.6)
    assert weak == memory.answer(None, learned(rating=1))[0]
    assert firm.interval > memory.answer(None, learned(rating=4))[0].interval
    assert memory.replay([firm_row]) == firm


@pytest.mark.parametrize("retention", [0.49, 0.98])
def test_the_retention_of_firm_cards_has_bounds(retention):
    with pytest.raises(ValueError, match=r"choose 0\.5 to 0.97"):
        Schedule(firm_retention=retention)


def well_known(**more):
    """A card whose stability asks for years."""
    day, state = TODAY, None
    for _ in range(8):
        state, _ = memory.answer(state, learned(day, **more), schedule=Schedule(0.7, 100_000))
        day = state.last_day + timedelta(days=200)
    return day, state


@given(st.integers(0, 1000))
def test_no_interval_exceeds_the_maximum(seed):
    day, state = well_known()
    after, _ = memory.answer(state, learned(day), schedule=Schedule(maximum_interval=90), seed=seed)
    assert after.interval <= 90


@given(st.integers(0, 1000))
def test_recognising_alone_is_capped_at_thirty_days(seed):
    day, state = well_known(kind="choice", guess=1 / 4)
    recognised = learned(day, "choice", 3, guess=1 / 4, has_open_kind=True)
    recalled = learned(day, "typed", 3, has_open_kind=True)
    assert memory.answer(state, recognised, seed=seed)[0].interval <= 30
    assert memory.answer(state, recalled, seed=seed)[0].interval > 30


def test_a_hint_is_not_recall():
    day, state = well_known(kind="choice", guess=1 / 4)
    hinted = learned(day, "typed", 3, hint=True, has_open_kind=True)
    assert memory.answer(state, hinted)[0].interval <= 30


@pytest.mark.parametrize("year", [1900, 2024, 9998])
def test_any_year_will_do(year):
    state, _ = memory.answer(None, learned(date(year, 2, 28)))
    assert state.due_day > date(year, 2, 28)


def test_due_days_stop_at_the_end_of_the_calendar():
    state, _ = memory.answer(None, learned(date(9999, 12, 30)))
    assert state.due_day == date.max
    assert memory.answer(state, learned(date.max))[0].due_day == date.max
