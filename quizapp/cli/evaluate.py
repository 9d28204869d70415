"""Is the memory model worth trusting, and what does it ask of a learner: `evaluate` and `simulate`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from quizapp.core.errors import QuizappError
from quizapp.core.evaluation import Fault, Review, read_reviews
from quizapp.core.memory import Schedule
from quizapp.core.memory.scheduling import DESIRED_RETENTION, DESIRED_RETENTION_BOUNDS, MAXIMUM_INTERVAL
from quizapp.core.queue import Limits
from quizapp.core.queue.limits import ANSWERS_A_DAY, NEW_A_DAY
from quizapp.core.simulation import Day, Scenario, mean_recall
from quizapp.core.simulation import simulate as simulate_days
from quizapp.services import fitting
from quizapp.services.fitting import Evaluation

FAULTS_TOLD = 20
"""Faults named one by one before the rest are counted."""
DAYS_A_ROW = 7
FEWEST_TESTED = 100
"""Tested rows below which the figures say little."""


def _hour(_context: click.Context, _option: click.Parameter, text: str) -> float | None:
    """An hour of UTC; None for `auto`."""
    if text == "auto":
        return None
    try:
        hour = float(text)
    except ValueError:
        hour = -1.0
    if not 0 <= hour < 24:
        raise click.BadParameter(f"{text!r} is neither an hour from 0 to 23 nor auto")
    return hour


def _number(_context: click.Context, _option: click.Parameter, value: float) -> float:
    """A number that is one: click's ranges let nan pass."""
    if math.isnan(value):
        raise click.BadParameter("nan is no number")
    return value


def _options(_context: click.Context, _option: click.Parameter, count: int) -> int:
    if count == 1:
        raise click.BadParameter("a question of one option asks nothing; write 0 or 2 to 10")
    return count


@click.command()
@click.argument("reviews", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--rollover-utc",
    metavar="HOUR|auto",
    callback=_hour,
    default="auto",
    show_default=True,
    help="Hour of UTC at which days begin.",
)
@click.option("--strict", is_flag=True, help="Refuse a file with faults instead of leaving rows out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(reviews: Path, rollover_utc: float | None, *, strict: bool, as_json: bool) -> None:
    """Predictions of recall against what happened, on a review log (CSV).

    Columns: card_id, review_time_ms, rating, duration_ms.
    """
    log = _read(reviews, strict=strict)
    result = fitting.evaluate(log, rollover_utc)
    if not fitting.available():
        _tell("fits need the extra `fit` (fsrs-rs-python): fitted and adopted show the default parameters")
    if result.tested < FEWEST_TESTED:
        _tell(f"{reviews}: only {result.tested} rows could be tested; the figures say little")
    if as_json:
        click.echo(json.dumps(_plain(result)))
    else:
        _print_evaluation(result)


@click.command()
@click.option("--cards", type=click.IntRange(1, 100_000), default=400, show_default=True)
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True)
@click.option("--answers", type=click.IntRange(1), default=ANSWERS_A_DAY, show_default=True, help="A day.")
@click.option("--new", type=click.IntRange(0), default=NEW_A_DAY, show_default=True, help="Cards a day.")
@click.option(
    "--retention",
    type=click.FloatRange(*DESIRED_RETENTION_BOUNDS),
    default=DESIRED_RETENTION,
    show_default=True,
    callback=_number,
)
@click.option("--maximum-interval", type=click.IntRange(1), default=MAXIMUM_INTERVAL, show_default=True)
@click.option(
    "--options",
    type=click.IntRange(0, 10),
    default=4,
    show_default=True,
    callback=_options,
    help="0: typed answers.",
)
@click.option(
    "--known",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    callback=_number,
    help="Share known before.",
)
@click.option("--exam", type=click.IntRange(1, 36_500), help="Day of an exam; top-ups come before it.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def simulate(
    *,
    cards: int,
    days: int,
    answers: int,
    new: int,
    retention: float,
    maximum_interval: int,
    options: int,
    known: float,
    exam: int | None,
    seed: int,
    as_json: bool,
) -> None:
    """Workload and retention ahead, for a simulated learner who forgets as FSRS-6 says."""
    scenario = Scenario(
        cards=cards,
        days=days,
        limits=Limits(answers=answers, new=new),
        schedule=Schedule(retention, maximum_interval),
        options=options,
        known_before=known,
        exam=exam,
        seed=seed,
    )
    simulated = simulate_days(scenario)
    if as_json:
        click.echo(json.dumps({"simulation": True, "days": [_day(day) for day in simulated]}))
    else:
        _print_days(simulated)


def _read(path: Path, *, strict: bool) -> Sequence[Review]:
    """The usable reviews of a file; faults are named, those that cost a row first.

    Raises QuizappError where no review is usable.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        reviews, faults = _without_nulls(lines)
    for fault in sorted(faults, key=lambda fault: (not fault.left_out, fault.line))[:FAULTS_TOLD]:
        where = f"{path}:{fault.line}" if fault.line else str(path)
        _tell(f"{where}: {fault.message}")
    if len(faults) > FAULTS_TOLD:
        _tell(f"{path}: and {len(faults) - FAULTS_TOLD} more faults")
    left_out = sum(fault.left_out for fault in faults if fault.line)
    if not reviews:
        raise QuizappError(f"{path}: nothing to evaluate")
    if faults and strict:
        raise QuizappError(f"{path}: {len(faults)} faults; nothing was evaluated (--strict)")
    if left_out:
        _tell(f"{path}: {left_out} rows left out")
    return reviews


def _without_nulls(lines: TextIO) -> tuple[list[Review], list[Fault]]:
    return read_reviews(line.replace("\0", "�") for line in lines)


def _tell(message: str) -> None:
    click.echo(f"quizapp: {message}", err=True)


def _plain(result: Evaluation) -> dict[str, object]:
    plain = asdict(result)
    plain["models"] = {
        model: {name: None if figure is None else round(figure, 6) for name, figure in figures.items()}
        for model, figures in plain["models"].items()
    }
    return {**plain, "fit_available": fitting.available()}


def _print_evaluation(result: Evaluation) -> None:
    click.echo(
        f"{result.reviews} reviews, {result.counted} counted, {result.tested} tested; "
        f"days begin at {result.rollover_utc:g}:00 UTC"
    )
    click.echo(f"{'model':<10}{'log loss':>10}{'RMSE (bins)':>13}{'AUC':>8}")
    for model, metrics in result.models.items():
        figures = (metrics.log_loss, metrics.rmse_bins, metrics.auc)
        shown = ["–" if figure is None else f"{figure:.4f}" for figure in figures]
        click.echo(f"{model:<10}{shown[0]:>10}{shown[1]:>13}{shown[2]:>8}")


def _day(day: Day) -> dict[str, object]:
    plain = asdict(day)
    return {**plain, "recall": round(day.recall, 4), "predicted": round(day.predicted, 4)}


def _print_days(days: Sequence[Day]) -> None:
    click.echo("A simulation: it shows what the rules do if this learner forgets as FSRS-6 says.")
    click.echo(f"{'days':>9}{'answers/day':>13}{'min/day':>9}{'introduced':>12}{'waiting':>9}{'recall':>8}")
    for start in range(0, len(days), DAYS_A_ROW):
        week = days[start : start + DAYS_A_ROW]
        answers = sum(day.answers for day in week) / len(week)
        minutes = sum(day.minutes for day in week) / len(week)
        last = week[-1]
        label = f"{week[0].number + 1}–{last.number + 1}"
        click.echo(
            f"{label:>9}{answers:>13.1f}{minutes:>9.1f}{last.introduced:>12}{last.due_left:>9}"
            f"{mean_recall(week):>8.3f}"
        )
