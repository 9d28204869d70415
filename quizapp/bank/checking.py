"""Checking a set whole: its shape, its meaning, and every question it gives."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.lint import Row, lint_questions, lint_set
from quizapp.bank.load import Authored, compile_authored, read_set, read_upload
from quizapp.core.generation import Generator

SEED = 1


def check_set(path: Path) -> list[Fault]:
    """Everything that is wrong with the set at a path, in the order of the file; [] if nothing is."""
    try:
        return check_authored(read_set(path))
    except SetFaults as error:
        return list(error.faults)


def check_text(text: str, filename: str) -> list[Fault]:
    """Everything that is wrong with the set of an uploaded text; [] if nothing is."""
    try:
        return check_authored(read_upload(text, filename))
    except SetFaults as error:
        return list(error.faults)


def check_authored(authored: Authored) -> list[Fault]:
    """Everything that is wrong with a set that has its right shape. Raises SetFaults."""
    facts = compile_authored(authored)
    questions = Generator(facts).questions(seed=SEED)
    rows = _once((*lint_set(facts), *lint_questions(questions, facts)))
    places = authored.places([(row.path, False) for row in rows])
    return sorted(
        Fault(*place, row.code, row.message, row.severity, row.question)
        for row, place in zip(rows, places, strict=True)
    )


def _once(rows: Iterable[Row]) -> list[Row]:
    """Rows that say the same of the same place only once: several kinds share a stem."""
    first: dict[object, Row] = {}
    for row in rows:
        first.setdefault((row.path, row.code, row.message), row)
    return list(first.values())
