"""Checking a set whole: its shape, its meaning, and a proof of every question it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.lint import Row, fact_path, lint_question, lint_set
from quizapp.bank.load import Authored, compile_authored, read_set, read_upload
from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator, grade
from quizapp.core.kinds import KINDS
from quizapp.core.proof import Flaw, Proof, contradictions
from quizapp.core.proof.flaws import FLAWS
from quizapp.core.questions import Card, Question

SEED = 1
MOST_CARDS = 5_000
"""In a larger set each card is checked in one kind, the kinds taking turns, so that it takes no hour."""
MOST_KEPT = 10_000
"""Questions that are held together to look for contradictions."""


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
    rows = _once((*lint_set(facts), *_question_rows(facts)))
    places = authored.places([(row.path, False) for row in rows])
    found = (
        Fault(*place, row.code, row.message, row.severity, row.question)
        for row, place in zip(rows, places, strict=True)
    )
    return sorted((*authored.doubts, *found))


def _question_rows(facts: FactSet) -> Iterator[Row]:
    """Lint and proof of every question; the questions are made one by one, so that few are held."""
    generator = Generator(facts)
    proof = Proof(facts, grade)
    kept: list[Question] = []
    for question in _questions(generator):
        yield from lint_question(question, facts)
        yield from (_of_flaw(flaw, facts) for flaw in proof.flaws(question))
        if len(kept) < MOST_KEPT and question.kind != "truefalse":
            kept.append(question)
    yield from (_of_flaw(flaw, facts) for flaw in contradictions(kept))


def _questions(generator: Generator) -> Iterator[Question]:
    """What is checked: every question of a set of usual size."""
    cards = generator.cards()
    if len(cards) <= MOST_CARDS:
        yield from generator.questions(seed=SEED)
        return
    kinds = tuple(KINDS)
    for turn, card in enumerate(cards):
        first = turn % len(kinds)
        made = (generator.make(card, kind, SEED) for kind in kinds[first:] + kinds[:first])
        yield from islice((question for question in made if question), 1)


def _of_flaw(flaw: Flaw, facts: FactSet) -> Row:
    message = f"{FLAWS[flaw.code]}: {flaw.detail} ({flaw.kind}, {flaw.card})"
    return Row(flaw.code, "error", message, fact_path(facts, Card.parse(flaw.card).fact))


def _once(rows: Iterable[Row]) -> list[Row]:
    """Rows that say the same of the same place only once: several kinds share a stem."""
    first: dict[object, Row] = {}
    for row in rows:
        first.setdefault((row.path, row.code, row.message), row)
    return list(first.values())
