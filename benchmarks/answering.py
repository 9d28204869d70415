"""The answering service in process, beside Anki and beside a bare durable commit, at two numbers of cards."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from sqlalchemy import event

from benchmarks.anki_peer import Peer
from benchmarks.sites import DUE_TODAY, Site

SIZES = (10_000, 100_000)
ANSWERS = 250
WARMING = 20
RUN = 10
WRONG_ONE_IN = 10
MUST, AIM = 5.0, 3.0
MUST_GROW, AIM_GROW = 1.10, 1.05
FEW_STATEMENTS, FEWER_STATEMENTS = 6, 4


class Answering:
    """One learner who answers what comes, one answer in ten wrong."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.task = site.next().task
        self.count = 0

    def answer(self) -> None:
        """Answer the current question; the next one is made."""
        assert self.task is not None, "the day is done"
        self.count += 1
        self.task = self.site.answer(self.task, right=self.count % WRONG_ONE_IN != 0).turn.task


class Bare:
    """One row stored durably."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, body TEXT)")

    def commit(self) -> None:
        """Insert and commit."""
        self.connection.execute("INSERT INTO answer (body) VALUES (?)", ("x" * 500,))


def main() -> None:
    """Print one table: milliseconds, and processor time, by number of cards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        works: dict[str, Callable[[], None]] = {"bare commit": Bare(folder).commit}
        counts: list[int] = []
        for cards in SIZES:
            site = Site(folder, cards)
            learner = works[f"quizapp, {cards:,} cards"] = Answering(site).answer
            learner()
            _count_statements(site, counts)
        for cards in SIZES:
            works[f"anki, {cards:,} cards"] = Peer(folder, cards, due_today=DUE_TODAY).answer
        _print(measured(works, ANSWERS), counts)


def measured(
    works: Mapping[str, Callable[[], None]], times: int, *, warming: int = WARMING
) -> dict[str, tuple[float, float]]:
    """Median wall and processor time of each in milliseconds; runs of a few of each in turn."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for done in range(0, times + warming, RUN):
        for name, work in works.items():
            for turn in range(done, min(done + RUN, times + warming)):
                wall, processor = time.perf_counter(), time.process_time()
                work()
                if turn >= warming:
                    took[name].append((time.perf_counter() - wall, time.process_time() - processor))
    return {
        name: (median(wall for wall, _ in each) * 1e3, median(cpu for _, cpu in each) * 1e3)
        for name, each in took.items()
    }


def _count_statements(site: Site, counts: list[int]) -> None:
    """Note how many statements each transaction sends, BEGIN and COMMIT left out."""
    sent = 0

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal sent
        sent += not statement.startswith("BEGIN")

    def end(_connection: object) -> None:
        nonlocal sent
        if sent:
            counts.append(sent)
        sent = 0

    event.listen(site.engine, "before_cursor_execute", note)
    event.listen(site.engine, "commit", end)


def _print(found: dict[str, tuple[float, float]], counts: list[int]) -> None:
    print(f"{'per answer, question made included':<36}{'wall':>10}{'processor':>12}{'× anki':>9}")
    for name, (wall, processor) in found.items():
        peer = found.get(name.replace("quizapp", "anki"), (wall, 0.0))[0]
        ratio = f"{wall / peer:>8.2f}×" if name.startswith("quizapp") else ""
        print(f"{name:<36}{wall:>7.3f} ms{processor:>9.3f} ms{ratio}")
    small, large = (f"{size:,} cards" for size in SIZES)
    print(f"\nlimit at {large}: {MUST:.0f}× anki (aim {AIM:.0f}×)")
    for who in ("quizapp", "anki"):
        print(
            f"growth, {small} to {large}, {who}: wall {_grown(found, who, 0):.2f}, processor "
            f"{_grown(found, who, 1):.2f}"
            + (f" (limit {MUST_GROW}, aim {AIM_GROW})" if who == "quizapp" else "")
        )
    print(
        f"statements per answer: median {median(counts):.0f}, most {max(counts)} "
        f"(limit {FEW_STATEMENTS}, aim {FEWER_STATEMENTS})"
    )


def _grown(found: dict[str, tuple[float, float]], who: str, column: int) -> float:
    small, large = (found[f"{who}, {size:,} cards"][column] for size in SIZES)
    return large / small


if __name__ == "__main__":
    main()
