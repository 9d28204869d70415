"""`quizapp evaluate` and `quizapp simulate`."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.cli.evaluate import evaluate, simulate
from quizapp.core.errors import QuizappError

HEADER = "card_id,review_time_ms,rating,duration_ms\n"
DAY = 86_400_000
GOOD_ROWS = "".join(f"{card},{day * DAY + card},3,900\n" for day in (1, 3, 9, 30) for card in range(50))


@pytest.fixture
def run(tmp_path):
    def run(text, *options, command=evaluate):
        path = tmp_path / "reviews.csv"
        path.write_text(text)
        return CliRunner().invoke(command, [str(path), *options])

    return run


def test_json_alone_on_standard_output(run):
    done = run(HEADER + GOOD_ROWS, "--json")
    figures = json.loads(done.stdout)
    assert done.exit_code == 0
    assert (figures["reviews"], figures["counted"], figures["tested"]) == (200, 150, 30)
    assert set(figures["models"]) == {"average", "sm2", "default", "fitted", "adopted"}
    assert set(figures["models"]["default"]) == {"log_loss", "rmse_bins", "auc"}


def test_the_table_names_every_model(run):
    done = run(HEADER + GOOD_ROWS)
    assert [line.split()[0] for line in done.stdout.splitlines()[2:]] == [
        "average",
        "sm2",
        "default",
        "fitted",
        "adopted",
    ]


def test_faulty_rows_are_named_and_left_out(run):
    done = run(HEADER + "7,1,9,1\n" + GOOD_ROWS, "--json")
    assert done.exit_code == 0
    assert "reviews.csv:2: rating is '9'" in done.stderr
    assert json.loads(done.stdout)["reviews"] == 200


def test_lost_rows_are_named_before_a_clock_that_went_back(run):
    done = run(HEADER + "".join(reversed(GOOD_ROWS.splitlines(keepends=True))) + "7,1,9,1\n")
    assert "reviews.csv:202: rating is '9'" in done.stderr.splitlines()[0]
    assert "and 180 more faults" in done.stderr


def test_strict_refuses_a_file_with_faults(run):
    done = run(HEADER + "7,1,9,1\n" + GOOD_ROWS, "--json", "--strict")
    assert "reviews.csv:2: rating is '9'" in done.stderr
    assert done.stdout == ""
    assert "1 faults; nothing was evaluated" in str(done.exception)


@pytest.mark.parametrize("text", ["", HEADER, "no,such,columns\n1,2,3\n", "\x00\x01"])
def test_a_file_without_reviews_is_refused(run, text):
    done = run(text)
    assert done.exit_code == 1
    assert "nothing to evaluate" in str(done.exception)


@pytest.mark.parametrize("hour", ["24", "-1", "noon"])
def test_the_rollover_is_an_hour(run, hour):
    assert run(HEADER + GOOD_ROWS, "--rollover-utc", hour).exit_code == 2


def test_the_rollover_may_be_given(run):
    done = run(HEADER + GOOD_ROWS, "--rollover-utc", "5", "--json")
    assert json.loads(done.stdout)["rollover_utc"] == 5


def test_missing_files_are_wrong_usage():
    assert CliRunner().invoke(evaluate, ["nowhere.csv"]).exit_code == 2


def test_simulate_says_that_it_is_a_simulation():
    done = CliRunner().invoke(simulate, ["--cards", "20", "--days", "14"])
    assert done.exit_code == 0
    assert done.stdout.startswith("A simulation")
    assert len(done.stdout.splitlines()) == 4


def test_simulate_as_json():
    done = CliRunner().invoke(simulate, ["--cards", "20", "--days", "14", "--json"])
    days = json.loads(done.stdout)["days"]
    assert len(days) == 14
    assert days[-1]["introduced"] == 20


@pytest.mark.parametrize(
    "options",
    [
        ["--retention", "0.5"],
        ["--retention", "nan"],
        ["--known", "nan"],
        ["--options", "1"],
        ["--cards", "0"],
        ["--days", "x"],
    ],
)
def test_simulate_refuses_what_makes_no_sense(options):
    assert CliRunner().invoke(simulate, options).exit_code == 2


times = st.one_of(
    st.integers(0, 400).map(lambda day: day * DAY),
    st.sampled_from([-2_208_988_800_000, 253_402_300_799_999, 10**40, -1, "NaN", "1e9", "", "soon"]),
)
fields = st.tuples(st.sampled_from(["1", "2", "é", '"', "\0", ""]), times, st.sampled_from("012345x"))
lines = st.one_of(fields.map(lambda row: ",".join(map(str, row))), st.text(max_size=20))
quietly = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def understood(done):
    """Figures, a message, or wrong usage: never a traceback."""
    return done.exception is None or isinstance(done.exception, QuizappError | SystemExit)


@quietly
@given(
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]),
    st.lists(lines, max_size=40),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_whatever_the_file_holds_it_is_measured_or_refused_with_a_message(tmp_path, encoding, rows, end):
    path = tmp_path / "any.csv"
    path.write_bytes((HEADER.strip() + end + end.join(rows)).encode(encoding, errors="replace"))
    done = CliRunner().invoke(evaluate, [str(path), "--json"])
    assert understood(done)
    assert bool(done.stdout) == (done.exit_code == 0)


options = st.sampled_from(
    ["--retention", "--known", "--options", "--exam", "--new", "--answers", "--seed", "--maximum-interval"]
)
values = st.one_of(st.integers(-2, 12).map(str), st.sampled_from(["0.7", "0.97", "nan", "inf", "9" * 30, ""]))


@quietly
@given(st.dictionaries(options, values, max_size=4))
def test_whatever_is_simulated_it_is_done_or_wrong_usage(given_options):
    words = [word for option in given_options.items() for word in option]
    done = CliRunner().invoke(simulate, ["--cards", "3", "--days", "5", *words])
    assert understood(done)
    assert done.exit_code in (0, 2)
