"""`quizapp analyse`: what the marks of a quiz say of its questions."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from quizapp.core.item_analysis import Mark, QuizFigures, analyse

COLUMNS = ("attempt", "slot", "mark", "max_mark")
MOST_FAULTS = 20
_SHOWN = {
    "facility_percent": "facility %",
    "sd_of_marks": "sd",
    "effective_weight_percent": "weight %",
    "discrimination_index_percent": "discrimination %",
    "discriminative_efficiency_percent": "efficiency %",
}


@click.command("analyse")
@click.argument("path", metavar="MARKS.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def analyse_marks(path: Path, as_json: bool) -> None:
    """Item statistics of a quiz's marks: a CSV with the columns attempt, slot, mark and max_mark.

    An empty mark counts as 0. With faults nothing is reckoned, and each is named with its line.
    """
    marks, faults = _read(path)
    for line, message in faults[:MOST_FAULTS]:
        click.echo(f"{path}:{line}: {message}", err=True)
    if faults:
        click.echo(f"{path}: {len(faults):,} faults, and nothing was reckoned", err=True)
        raise SystemExit(1)
    figures = analyse(marks)
    if as_json:
        click.echo(json.dumps(asdict(figures), ensure_ascii=False, indent=1))
    else:
        _print(figures)


def _read(path: Path) -> tuple[list[Mark], list[tuple[int, str]]]:
    """The marks, and what is wrong by line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [(1, "not UTF-8 text: save the file as UTF-8")]
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or [])]
        if missing:
            return [], [(1, f"no column {', '.join(missing)}: the header needs {', '.join(COLUMNS)}")]
        found = list(_marks(rows))
    except csv.Error as error:
        return [], [(rows.line_num, f"not readable as CSV: {error}")]
    if not found:
        return [], [(1, "no marks below the header")]
    marks = [mark for _, mark in found if isinstance(mark, Mark)]
    return marks, [(line, fault) for line, fault in found if isinstance(fault, str)]


def _marks(rows: csv.DictReader[str]) -> Iterator[tuple[int, Mark | str]]:
    """Each row's line with its mark, or with what is wrong with it."""
    known: set[tuple[str, str]] = set()
    for row in rows:
        attempt, slot = (row["attempt"] or "").strip(), (row["slot"] or "").strip()
        try:
            mark, most = float(row["mark"] or 0), float(row["max_mark"] or "none")
        except ValueError:
            yield rows.line_num, "mark and max_mark are numbers"
            continue
        if not attempt or not slot:
            yield rows.line_num, "attempt and slot are needed"
        elif not (math.isfinite(mark) and math.isfinite(most)) or most < 0 or abs(mark) > most:
            yield rows.line_num, f"a mark of {mark:g} out of {most:g} is impossible"
        elif (attempt, slot) in known:
            yield rows.line_num, f"attempt {attempt[:40]} has slot {slot[:40]} twice"
        else:
            known.add((attempt, slot))
            yield rows.line_num, Mark(attempt, slot, mark, most)


def _print(figures: QuizFigures) -> None:
    click.echo(f"{'slot':<12}" + "".join(f"{title:>18}" for title in _SHOWN.values()))
    for slot, one in figures.slots.items():
        values = (getattr(one, name) for name in _SHOWN)
        cells = ("–" if value is None else f"{value:.2f}" for value in values)
        click.echo(f"{slot:<12}" + "".join(f"{cell:>18}" for cell in cells))
    for title, value in (
        ("attempts", figures.attempts),
        ("mean %", figures.mean_percent),
        ("Cronbach's alpha", figures.cronbach_alpha),
        ("standard error of measurement", figures.standard_error),
    ):
        click.echo(f"{title}: {'–' if value is None else f'{value:.4g}'}")
