"""Speed of making questions: each kind in a small set and in one a hundred times larger; a large file."""

from __future__ import annotations

import gc
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic_set import set_text
from quizapp.bank.checking import check_set
from quizapp.bank.lint import lint_set
from quizapp.bank.load import load_set, load_text
from quizapp.config import shipped
from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator
from quizapp.core.kinds import KINDS
from quizapp.core.questions import Card

SMALL, LARGE = 200, 20_000
ROUNDS = 5
"""The best of so many counts: what else the machine does only ever adds."""
SAMPLE = 1_000
"""Cards of the large set that are asked about in each kind."""
KARABAKH = shipped("question_bank") / "karabakh-2020"


@dataclass(frozen=True, slots=True)
class Figures:
    """Processor time of one question, in microseconds; of the indexes, in milliseconds."""

    first: float
    """About a card of which nothing was asked before."""
    again: float
    """About the same card with another seed."""
    indexes: float


def main() -> None:
    """Print the table of kinds, the check of a shipped set, and how long a large file takes."""
    sets = [load_text(set_text(size), "synthetic.yaml") for size in (SMALL, LARGE)]
    sets += [load_set(KARABAKH)] if KARABAKH.is_dir() else []
    for facts in (sets[0], *sets[2:]):
        list(Generator(facts).questions())  # month names and folded names: once per process, not per set
    titles = "".join(f"{f'{facts.slug}, {len(facts.facts):,}':>32}" for facts in sets)
    print(f"{'':<11}{titles}\n{'kind':<11}" + f"{'first':>12}{'again':>9}{'indexes':>11}" * len(sets))
    for kind in KINDS:
        figures = [_figures(facts, kind) for facts in sets]
        cells = (f"{one.first:>9.0f} µs{one.again:>6.0f} µs{one.indexes:>8.1f} ms" for one in figures)
        print(f"{kind:<11}{''.join(cells)}", flush=True)
    print("A question: 200 µs in the small set, twice its figure in the large one.\n")
    if KARABAKH.is_dir():
        start = time.process_time()
        faults = check_set(KARABAKH)
        taken = time.process_time() - start
        print(f"{KARABAKH.name}: loaded, linted and proven in {taken:.2f} s (3 s), {len(faults)} faults")
    _in_process_of_its_own()


def _figures(facts: FactSet, kind: str) -> Figures:
    rounds = [_round(facts, kind) for _ in range(ROUNDS if len(facts.facts) < LARGE / 2 else 1)]
    return Figures(
        min(one.first for one in rounds),
        min(one.again for one in rounds),
        min(one.indexes for one in rounds),
    )


def _round(facts: FactSet, kind: str) -> Figures:
    """One pass over cards of a set of which nothing was asked before."""
    generator = Generator(facts)
    cards = [card for card in generator.cards() if kind in generator.suiting(card)]
    random.Random(1).shuffle(cards)
    one_of_each = {(generator.fact(card).attribute, card.direction): card for card in cards}
    if not cards:
        return Figures(0, 0, 0)
    gc.collect()
    indexes = _seconds(generator, list(one_of_each.values()), kind, 0)
    rest = [card for card in cards if card not in set(one_of_each.values())][:SAMPLE]
    first, again = (_seconds(generator, rest, kind, seed) / max(len(rest), 1) for seed in (0, 1))
    return Figures(first * 1e6, again * 1e6, (indexes - first * len(one_of_each)) * 1e3)


def _seconds(generator: Generator, cards: Sequence[Card], kind: str, seed: int) -> float:
    start = time.process_time()
    for card in cards:
        generator.make(card, kind, seed)
    return time.process_time() - start


def _in_process_of_its_own() -> None:
    """So that the peak of memory is that of the large file alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "set.yaml"
        path.write_text(set_text(LARGE), encoding="utf-8")
        process = multiprocessing.get_context("spawn").Process(target=_large_file, args=(path,))
        process.start()
        process.join()


def _large_file(path: Path) -> None:
    """From a file on disk to one question a card; then the same file checked, with proof."""
    start = time.process_time()
    facts = load_set(path)
    print(
        f"{path.stat().st_size / 1e6:.1f} MB, {len(facts.facts):,} facts: loaded in {_since(start)}", end=""
    )
    rows = lint_set(facts)
    print(f", linted by {_since(start)} ({len(rows)} rows)", end="")
    generator = Generator(facts)
    cards = generator.cards()
    made = sum(_one_question(generator, card) for card in cards)
    print(f", {made:,} questions for {len(cards):,} cards by {_since(start)} (60 s), {_peak()} (500 MB)")
    start = time.process_time()
    faults = check_set(path)
    print(f"checked, the question of each card linted and proven: {_since(start)}, ", end="")
    print(f"{len(faults)} rows, {_peak()}")


def _since(start: float) -> str:
    return f"{time.process_time() - start:.1f} s"


def _one_question(generator: Generator, card: Card) -> bool:
    return any(generator.make(card, kind, 1) for kind in generator.suiting(card))


def _peak() -> str:
    return f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"


if __name__ == "__main__":
    main()
