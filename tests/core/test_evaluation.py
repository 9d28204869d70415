"""Predictions against what happened, by srs-benchmark's definitions."""

import math
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import evaluation
from quizapp.core.evaluation import DEFAULT, Answer, CountedRow, Dataset, Review
from quizapp.core.memory import LogEntry, Role, recall_on, step
from quizapp.core.study_days import days_after

JOSH = Path(__file__).parents[2] / ".." / "shared" / "fixtures" / "reviews" / "josh.csv"
DAY = 86_400_000
DATE = date(2024, 5, 1)


def log(*days_and_ratings, cards=30, hour=12):
    """The same history for many cards."""
    return [
        Review(f"card {card}", day * DAY + hour * 3_600_000 + card, rating)
        for card in range(cards)
        for day, rating in days_and_ratings
    ]


def rows(*outcomes, elapsed=3):
    return [
        CountedRow(0, position, elapsed, bool(outcome), 2, 0) for position, outcome in enumerate(outcomes)
    ]


def test_a_row_counts_when_the_card_was_seen_on_an_earlier_day():
    dataset = evaluation.prepare(log((0, 3), (0, 3), (2, 1), (2, 3), (9, 3)), 4)
    first = [row for row in dataset.counted if row.card == 0]
    assert [(row.elapsed, row.recalled, row.number, row.lapses) for row in first] == [
        (2, False, 2, 0),
        (7, True, 3, 1),
    ]
    assert [answer.elapsed for answer in dataset.histories[0]] == [0, 0, 2, 0, 7]


def test_the_first_four_fifths_by_time_train():
    dataset = evaluation.prepare(log((0, 3), (2, 3), (9, 3), (30, 3), (80, 3), cards=30), 4)
    assert (len(dataset.training), len(dataset.testing)) == (96, 24)
    assert {row.elapsed for row in dataset.testing} == {50}


def test_only_128_reviews_of_a_card_are_looked_at():
    dataset = evaluation.prepare(log(*((day, 3) for day in range(200))), 4)
    assert {len(history) for history in dataset.histories} == {128}


@pytest.mark.parametrize(("busy", "hour"), [(range(8, 24), 2), (range(13, 33), 11), ((0, 23), 3)])
def test_the_rollover_is_two_hours_into_the_first_quietest_four(busy, hour):
    reviews = [Review("a", hour % 24 * 3_600_000 + day * DAY, 3) for hour in busy for day in range(5)]
    assert evaluation.quietest_rollover(reviews) == hour


def test_rare_second_intervals_drop_their_cards():
    usual = log((0, 3), (2, 3), (5, 3), cards=200)
    rare = [Review("rare", day * DAY, 3) for day in (0, 31, 40)]
    dataset = evaluation.prepare([*usual, *rare], 0)
    assert len(dataset.histories) == 200
    assert 31 not in {row.elapsed for row in dataset.counted}


def test_long_second_intervals_are_kept_only_after_easy():
    usual = log((0, 3), (2, 3), cards=100) + [
        Review(f"easy {card}", day * DAY, 4) for card in range(100) for day in (0, 200)
    ]
    long = [Review(f"long {card}", day * DAY, 3) for card in range(50) for day in (0, 200)]
    dataset = evaluation.prepare([*usual, *long], 0)
    assert len(dataset.histories) == 200


def test_log_loss_by_hand():
    assert evaluation.log_loss(rows(1, 0), [0.9, 0.9]) == pytest.approx(
        -(math.log(0.9) + math.log(1 - 0.9)) / 2
    )


def test_certain_and_wrong_is_very_bad_but_finite():
    assert 30 < evaluation.log_loss(rows(0), [1.0]) < 40


def test_rmse_compares_bins_not_rows():
    metrics = evaluation.measure(rows(1, 1, 1, 0), [0.75] * 4)
    assert metrics.rmse_bins == pytest.approx(0)
    two_bins = [*rows(1, 0), *rows(1, 1, elapsed=40)]
    assert evaluation.measure(two_bins, [0.8] * 4).rmse_bins == pytest.approx(
        math.sqrt((0.3**2 * 2 + 0.2**2 * 2) / 4)
    )


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.5, 0.7, 0.9])), min_size=1, max_size=40))
def test_auc_is_the_share_of_pairs_in_order(pairs):
    outcomes, chances = zip(*pairs, strict=True)
    recalled = [chance for outcome, chance in pairs if outcome]
    forgotten = [chance for outcome, chance in pairs if not outcome]
    found = evaluation.measure(rows(*outcomes), chances).auc
    if not recalled or not forgotten:
        assert found is None
        return
    wins = sum((a > b) + (a == b) / 2 for a in recalled for b in forgotten)
    assert found == pytest.approx(wins / (len(recalled) * len(forgotten)))


def test_nothing_tested_has_no_figures():
    metrics = evaluation.measure([], [])
    assert (metrics.log_loss, metrics.rmse_bins, metrics.auc) == (None, None, None)


answers = st.builds(
    Answer,
    st.integers(0, 60),
    st.integers(1, 4),
    st.sampled_from([0, 0.25, 0.5]),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(answers, min_size=1, max_size=12))
def test_predictions_are_those_of_live_answers(history):
    """The very same rule in live answers and evaluation (learning rule 2.5)."""
    history[0] = history[0]._replace(elapsed=0, known_before=0.17)
    dataset = Dataset([history], list(evaluation.histories._counted_rows(0, history)))
    day, state, live = DATE, None, []
    for answer in history:
        day = days_after(day, answer.elapsed)
        counted = state is not None and answer.elapsed > 0
        if counted:
            live.append(recall_on(state, day))
        role = Role.MEETING if state is None else Role.COUNTED if counted else Role.REPEAT
        state = step(
            state,
            LogEntry(
                day,
                role,
                "choice",
                answer.rating,
                guess=answer.guess,
                hint=answer.hint,
                override=answer.override,
                recall=answer.known_before,
            ),
        )
    assert evaluation.recalls(dataset, DEFAULT) == live


def test_sm2_intervals():
    history = [Answer(0, 3), Answer(1, 3), Answer(6, 3), Answer(15, 1), Answer(0, 3), Answer(1, 3)]
    dataset = Dataset([history], list(evaluation.histories._counted_rows(0, history)))
    predicted = evaluation.sm2_recalls(dataset, dataset.counted)
    assert predicted == pytest.approx([0.9, 0.9, 0.9, 0.9], abs=0.01)


def test_the_published_figures_of_a_real_log():
    if not JOSH.exists():
        pytest.skip("the review log of ../shared/fixtures is not here")
    reviews, faults = evaluation.read_reviews(JOSH.read_text().splitlines())
    dataset = evaluation.prepare(reviews, evaluation.quietest_rollover(reviews))
    metrics = evaluation.measure(dataset.testing, evaluation.recalls(dataset, DEFAULT, dataset.testing))
    assert (len(reviews), faults) == (12580, [])
    assert metrics.log_loss == pytest.approx(0.4483, abs=0.0005)
    assert metrics.rmse_bins == pytest.approx(0.0751, abs=0.0005)


HEADER = "card_id,review_time_ms,rating,duration_ms"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1,2,0,5", "rating is '0'"),
        ("1,2,5,5", "rating is '5'"),
        ("1,2,good,5", "rating is 'good'"),
        ("1,soon,3,5", "whole milliseconds"),
        ("1,1.5,3,5", "whole milliseconds"),
        ("1,1_000,3,5", "whole milliseconds"),
        ("1,NaN,3,5", "whole milliseconds"),
        ("1," + "9" * 5000 + ",3,5", "'" + "9" * 30 + "…'"),
        ("1,-2208988800001,3,5", "outside the years 1900 to 9999"),
        ("1,253402300800000,3,5", "outside the years 1900 to 9999"),
        (",2,3,5", "card_id is empty"),
        ("1", "whole milliseconds"),
        ("1,2,3,4,5", "more fields"),
    ],
)
def test_faults_are_named_by_line_and_left_out(row, message):
    reviews, faults = evaluation.read_reviews([HEADER, "9,1,3,5", row, "9,3,3,5"])
    assert [(fault.line, fault.left_out) for fault in faults] == [(3, True)]
    assert message in faults[0].message
    assert len(reviews) == 2


def test_a_quotation_mark_that_is_not_closed_is_named_where_it_stands():
    text = f'{HEADER}\n9,1,3,5\n"7,2,3,5\n9,3,3,5\n9,4,3,5\n'
    reviews, faults = evaluation.read_reviews(text.splitlines(keepends=True))
    assert (len(reviews), faults[0].line) == (1, 3)
    assert "quotation mark" in faults[0].message


def test_a_clock_that_went_back_is_told_and_the_row_kept():
    reviews, faults = evaluation.read_reviews([HEADER, "1,9,3,5", "1,2,3,5"])
    assert len(reviews) == 2
    assert [(fault.line, fault.left_out) for fault in faults] == [(3, False)]


def test_seconds_in_place_of_milliseconds_are_suspected():
    _, faults = evaluation.read_reviews([HEADER, "1,1711744352,3,5", "1,1711830752,3,5"])
    assert [(fault.line, fault.left_out) for fault in faults] == [(0, False)]
    assert "were seconds written" in faults[0].message


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators_are_told_from_missing_columns(mark):
    _, faults = evaluation.read_reviews([HEADER.replace(",", mark), f"1{mark}2{mark}3{mark}5"])
    assert "separated by commas" in faults[0].message


def test_any_line_ends_are_read():
    for end in ("\n", "\r\n"):
        reviews, faults = evaluation.read_reviews(f"{HEADER}{end}1,2,3,5{end}".splitlines(keepends=True))
        assert (len(reviews), faults) == (1, [])


@pytest.mark.parametrize("lines", [[], [HEADER], ["card,when", "1,2"]])
def test_a_file_without_reviews_says_so(lines):
    reviews, faults = evaluation.read_reviews(lines)
    assert reviews == []
    assert faults


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_text_is_read_without_a_crash(lines):
    evaluation.read_reviews([HEADER, *lines])


def test_the_ends_of_the_calendar_are_read():
    reviews, _ = evaluation.read_reviews([HEADER, "1,-2208988800000,3,5", "1,253402300799999,3,5"])
    assert len(evaluation.prepare(reviews, 4).histories) <= 1
