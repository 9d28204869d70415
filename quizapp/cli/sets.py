"""Commands about sets that need no database: check them, print their questions, grade responses."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import click

from quizapp.bank.checking import check_set
from quizapp.bank.faults import SetFaults
from quizapp.bank.load import find_set, load_set, set_folders
from quizapp.config import shipped
from quizapp.core import generation
from quizapp.core.errors import SetError, UnknownQuestion, WrongShape
from quizapp.core.generation import Generator
from quizapp.core.questions import CLOSED_KINDS, OPEN_KINDS, QuestionId, Verdict

KINDS = tuple(sorted(CLOSED_KINDS | OPEN_KINDS))


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(paths: tuple[str, ...], as_json: bool) -> None:
    """Lint sets: folders, set files, tables, or slugs of shipped sets."""
    rows = [row for name in paths for path in _sets_in(name) for row in check_set(path)]
    if as_json:
        click.echo(json.dumps({"faults": [asdict(row) for row in rows]}, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(str(row))
    if any(row.severity == "error" for row in rows):
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("set_name", metavar="SET")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True)
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--limit", type=click.IntRange(min=0), help="At most this many questions.")
@click.option("--jsonl", is_flag=True, help="Print one JSON line per question, key included.")
def questions(set_name: str, seed: int, kind: str | None, limit: int | None, jsonl: bool) -> None:
    """Print every question that can be made from SET."""
    generator = _generator(set_name)
    for question in generator.questions(seed=seed, kind=kind, limit=limit):
        if jsonl:
            click.echo(json.dumps(question.line(), ensure_ascii=False))
        else:
            click.echo(f"{question.kind}: {question.prompt}\n    {question.answer}")


@click.command()
@click.argument("set_name", metavar="SET")
@click.option("--jsonl", is_flag=True, help="Read and print JSON lines (the only form there is).")
@click.argument("responses", type=click.File("rb"), default="-")
def grade(set_name: str, jsonl: bool, responses: BinaryIO) -> None:
    """Grade lines {"id": …, "response": …} about SET, from standard input or a file."""
    del jsonl
    generator = _generator(set_name)
    faulty = False
    for number, answer in enumerate(responses, 1):
        if not answer.strip():
            continue
        line = _graded(generator, answer)
        if "error" in line:
            faulty = True
            click.echo(f"quizapp: line {number}: {line['error']}", err=True)
        click.echo(json.dumps(line, ensure_ascii=False))
    if faulty:
        raise click.exceptions.Exit(1)


def _sets_in(name: str) -> list[Path]:
    """The sets that an argument of `check` means: one, or all of a question bank."""
    folder = Path(name)
    try:
        if folder.is_dir() and set_folders(folder):
            return set_folders(folder)
        return [find_set(name, _question_bank())]
    except (SetError, OSError, ValueError) as error:
        raise click.UsageError(str(error)) from error


def _generator(name: str) -> Generator:
    """The generator of a set; says every fault and leaves with status 1 if the set has any."""
    try:
        path = find_set(name, _question_bank())
    except SetError as error:
        raise click.UsageError(str(error)) from error
    try:
        return Generator(load_set(path))
    except SetFaults as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        raise click.exceptions.Exit(1) from error


def _question_bank() -> Path:
    """The folder of sets; read here, since these commands need no other setting and make no data folder."""
    return Path(os.environ.get("QUIZAPP_QUESTION_BANK") or shipped("question_bank"))


def _graded(generator: Generator, answer: bytes) -> dict[str, Any]:
    """The line that answers one response line; with `error` if it cannot be graded."""
    try:
        given = json.loads(answer, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return _ungraded(None, "bad-line", "not JSON")
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        return _ungraded(None, "bad-line", 'no "id": write {"id": …, "response": …}')
    if "response" not in given:
        return _ungraded(given["id"], "wrong-shape", 'no "response"')
    try:
        question = generator.rebuild(QuestionId.parse(given["id"]))
        verdict: Verdict = generation.grade(question, given["response"])
    except UnknownQuestion as error:
        return _ungraded(given["id"], "unknown-question", str(error))
    except WrongShape as error:
        return _ungraded(given["id"], "wrong-shape", str(error))
    return {
        "id": given["id"],
        "correct": verdict.correct,
        "score": verdict.score,
        "reason": verdict.reason,
    }


def _ungraded(id: str | None, reason: str, error: str) -> dict[str, Any]:
    return {"id": id, "correct": None, "score": 0.0, "reason": reason, "error": error}


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
