"""One answer's step of memory, and replay (learning rules 1 to 3, 9, 11 and 14)."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import memory
from quizapp.core.memory import DEFAULT, LogEntry, Role, Schedule, formulas

TODAY = date(2024, 5, 1)
KINDS = st.sampled_from(["choice", "truefalse", "matching", "typed", "cloze", "flashcard"])


def met(kind="choice", rating=3, recall=0.17, **more):
    return LogEntry(TODAY, Role.MEETING, kind, rating, guess=1 / 4, recall=recall, **more)


def later(days=2, kind="typed", rating=3, **more):
    return LogEntry(TODAY + timedelta(days=days), Role.COUNTED, kind, rating, **more)


def introduced(**more):
    return memory.step(None, met(kind="typed", **more))


@st.composite
def answers(draw, length=12):
    """What a learner did with one card: days that pass, kind, rating, circumstances."""
    rows, day = [met(draw(KINDS), draw(st.sampled_from([1, 3])))], TODAY
    for _ in range(draw(st.integers(0, length))):
        day += timedelta(days=draw(st.integers(0, 40)))
        role = Role.COUNTED if day > rows[-1].study_day else Role.REPEAT
        rows.append(
            LogEntry(
                day,
                draw(st.sampled_from([role, role, role, Role.CORRECTED, Role.SHOWN, Role.LOGGED])),
                draw(KINDS),
                draw(st.sampled_from([1, 3])),
                guess=draw(st.sampled_from([0, 1 / 4, 1 / 2])),
                hint=draw(st.booleans()),
                override=draw(st.booleans()),
                tier=draw(st.integers(1, 3)),
                has_open_kind=draw(st.booleans()),
                undone=draw(st.booleans()),
            )
        )
    return rows


def live(rows, schedule=memory.DEFAULT_SCHEDULE, loads=None):
    """Answer them one after another, as a service does; the final state and the completed log."""
    state, log = None, []
    for number, row in enumerate(rows):
        if row.undone or row.role is Role.LOGGED:
            log.append(row)
            continue
        state, done = memory.answer(state, row, DEFAULT, schedule, seed=number, loads=loads or {})
        log.append(done)
    return state, log


@given(answers(), st.floats(0.70, 0.97), st.dictionaries(st.dates(TODAY), st.integers(0, 99)))
def test_replay_equals_live_bit_for_bit(rows, retention, loads):
    state, log = live(rows, Schedule(retention, easy_weekdays=frozenset({5, 6})), loads)
    assert memory.replay(log) == state


@given(answers())
def test_an_undone_answer_leaves_no_trace(rows):
    assert memory.replay(rows) == memory.replay(row for row in rows if not row.undone)


@given(answers(), st.booleans(), st.booleans())
def test_two_wrong_repeats_never_raise_stability(rows, first_hint, second_hint):
    state, _ = live(rows)
    for hint in (first_hint, second_hint):
        row = LogEntry(state.last_day, Role.REPEAT, "choice", 1, guess=0.25, hint=hint)
        after = memory.step(state, row)
        assert after.stability <= state.stability
        state = after


@given(answers())
def test_due_is_never_before_tomorrow(rows):
    state = None
    for row in rows:
        if row.role is Role.LOGGED:
            continue
        state, _ = memory.answer(state, row)
        assert state.due_day > max(row.study_day, state.last_day)


@given(st.integers(1, 400))
def test_certain_evidence_is_plain_good_and_none_is_again(days):
    state = introduced()
    recall = formulas.recall(DEFAULT, state.stability, days)
    for rating in (3, 1):
        plain = formulas.long_term(DEFAULT, state.stability, state.difficulty, recall, rating)
        after = memory.step(state, later(days, "typed", rating))
        assert (after.stability, after.difficulty) == plain


def test_a_guess_lies_between_right_and_wrong():
    state = introduced()
    right, wrong = (memory.step(state, later(rating=rating)) for rating in (3, 1))
    guessed = memory.step(state, later(kind="choice", guess=1 / 4))
    assert wrong.stability < guessed.stability < right.stability
    assert right.difficulty < guessed.difficulty < wrong.difficulty


def test_a_lucky_first_choice_starts_near_half_a_day():
    assert memory.step(None, met()).stability == pytest.approx(0.6, abs=0.05)
    assert memory.step(None, met(kind="typed")).stability == DEFAULT.weights[2]


def test_shown_first_and_ask_first_wrong_give_the_same_state():
    shown = LogEntry(TODAY, Role.SHOWN, has_open_kind=True)
    assert memory.step(None, shown) == memory.step(None, met(rating=1, has_open_kind=True))


def test_i_know_this_already_starts_as_easy():
    state = memory.step(None, met(easy=True))
    assert (state.stability, state.difficulty) == formulas.initial(DEFAULT, memory.EASY)


def test_a_right_repeat_is_good_without_guess_correction():
    state = introduced(rating=1)
    repeat = LogEntry(TODAY, Role.REPEAT, "choice", 3, guess=1 / 4)
    after = memory.step(state, repeat)
    assert (after.stability, after.difficulty) == formulas.short_term(
        DEFAULT, state.stability, state.difficulty, 3
    )


def test_my_answer_was_right_recomputes_with_certainty():
    state = introduced()
    assert memory.step(state, later(rating=1, override=True)) == memory.step(state, later(rating=3))


def test_a_question_asked_after_its_answer_was_displayed_leaves_the_card_due_tomorrow():
    exposed = replace(later(9), role=Role.REPEAT, exposed=True)
    assert memory.step(introduced(), exposed).due_day == TODAY + timedelta(days=10)


def test_partial_scores_never_reach_memory():
    state = introduced()
    assert memory.step(state, later(rating=1, score=0.7)) == memory.step(state, later(rating=1, score=0))


def test_a_corrected_value_is_weak_due_tomorrow_and_shown_first():
    strong = memory.step(introduced(), later(30))
    corrected = memory.step(strong, LogEntry(TODAY + timedelta(days=40), Role.CORRECTED))
    assert (corrected.stability, corrected.corrected) == (1, True)
    assert corrected.due_day == TODAY + timedelta(days=41)
    shown = memory.step(corrected, LogEntry(TODAY + timedelta(days=41), Role.SHOWN))
    assert (shown.stability, shown.corrected) == (1, False)
    assert shown.due_day == TODAY + timedelta(days=42)


def test_lapses_are_wrong_counted_answers_of_a_card_with_a_day_of_stability():
    state = introduced()
    state = memory.step(state, later(5, rating=1))
    assert state.lapses == 1
    assert memory.step(state, LogEntry(state.last_day, Role.REPEAT, "choice", 1)).lapses == 1
    weak = replace(state, stability=0.9)
    assert memory.step(weak, later(9, rating=1)).lapses == 1


def test_the_fourth_lapse_contrasts_and_the_eighth_suspends():
    found = [memory.leech(lapses) for lapses in range(10)]
    assert found == [None] * 4 + ["contrast"] + [None] * 3 + ["suspend", None]


def test_a_log_that_never_met_the_card_is_refused():
    with pytest.raises(memory.BrokenLog, match="never met"):
        memory.replay([LogEntry(TODAY, Role.REPEAT, "choice")])


def test_a_log_of_lost_parameters_is_refused():
    with pytest.raises(memory.BrokenLog, match="'fit-7', which are not kept"):
        memory.replay([met(parameters_id="fit-7")])


def test_an_imported_history_introduces_the_card():
    rows = [LogEntry(TODAY + timedelta(days=day), Role.COUNTED, "flashcard", 4) for day in (0, 8)]
    assert memory.replay(rows[:1]).stability == DEFAULT.weights[3]
    assert memory.replay(rows).reviews == 2


def test_a_clock_set_back_counts_as_the_same_day():
    state = memory.step(introduced(), later(5))
    again = memory.step(state, later(3))
    assert again.last_day == state.last_day
    assert again.stability == formulas.short_term(DEFAULT, state.stability, state.difficulty, 3)[0]


def test_quiz_answers_of_cards_not_introduced_are_only_kept():
    assert memory.replay([LogEntry(TODAY, Role.LOGGED, "choice", 1)]) is None


def test_a_blind_guesser_keeps_seeing_the_card():
    """Four options, 20 answers, 200 seeds: guessing right by luck must not hide the card for long."""
    intervals, longest = [], []
    for seed in range(200):
        luck = random.Random(seed)
        state, seen = memory.step(None, met(rating=3 if luck.random() < 1 / 4 else 1)), []
        for _ in range(19):
            seen.append(state.interval)
            rating = 3 if luck.random() < 1 / 4 else 1
            row = LogEntry(state.due_day, Role.COUNTED, "choice", rating, guess=1 / 4)
            state = memory.step(state, row)
            if rating == 1:
                state = memory.step(state, LogEntry(state.last_day, Role.REPEAT, "choice", 3, guess=1 / 4))
        intervals += [*seen, state.interval]
        longest.append(max(seen))
    assert sum(intervals) / len(intervals) <= 1.2
    assert sorted(longest)[189] <= 7
