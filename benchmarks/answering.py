"""The answering service in process, beside Anki and beside a bare durable commit, at two numbers of cards.

Each works in a process of its own. The learner has the product's own limit of 60 answers a day, and in a
second pair of rows one of 400. Where a day is done the next one begins; its first question, for which the
day's cards are fetched, is not an answer (`benchmarks.growth` times it).
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import event

from benchmarks.anki_peer import Peer
from benchmarks.processes import Apart, Times, timed
from benchmarks.sites import DUE_TODAY, Site
from quizapp.cli.server import collect_seldom
from quizapp.core.queue.limits import ANSWERS_A_DAY

SIZES = (10_000, 100_000)
USUAL, MANY = ANSWERS_A_DAY, DUE_TODAY
ANSWERS = 250
WARMING = 20
RUN = 10
WRONG_ONE_IN = 10
MUST, AIM = 5.0, 3.0
MUST_GROW, AIM_GROW = 1.10, 1.05
FEW_STATEMENTS, FEWER_STATEMENTS = 6, 4


class Answering:
    """One learner who answers what comes, one answer in ten wrong; the days go by."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.task = site.next().task
        self.count = 0

    def __call__(self) -> None:
        """Answer the current question; the next one is made."""
        assert self.task is not None, "there is nothing to answer"
        self.count += 1
        self.task = self.site.answer(self.task, right=self.count % WRONG_ONE_IN != 0).turn.task

    def prepare(self) -> None:
        """Begin the next day if this one is done."""
        while self.task is None:
            self.site.now += timedelta(days=1)
            self.task = self.site.next().task


Work = Apart | Callable[[], None]


class Bare:
    """One row stored durably."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, body TEXT)")

    def __call__(self) -> None:
        """Insert and commit."""
        self.connection.execute("INSERT INTO answer (body) VALUES (?)", ("x" * 500,))


def main() -> None:
    """Print one table: milliseconds, and processor time, by number of cards."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as ends:
        folder = Path(name)
        works: dict[str, Work] = {"bare commit": ends.enter_context(Apart(Bare, folder))}
        for due in (USUAL, MANY):
            for cards in SIZES:
                works[_name("quizapp", cards, due)] = ends.enter_context(Apart(learner, folder, cards, due))
        for cards in SIZES:
            works[_name("anki", cards)] = ends.enter_context(Apart(peer, folder, cards))
        found = measured(works, ANSWERS)
    with tempfile.TemporaryDirectory() as name:
        _print(found, statements(learner(Path(name), SIZES[0], USUAL)))


def learner(folder: Path, cards: int, due: int) -> Answering:
    """A learner in a process that searches for garbage as a web worker does."""
    made = Answering(Site(folder, cards, due=due))
    collect_seldom()
    return made


def peer(folder: Path, cards: int) -> Callable[[], None]:
    """Anki's answer."""
    return Peer(folder, cards, due_today=DUE_TODAY).answer


def measured(
    works: Mapping[str, Work], times: int, *, warming: int = WARMING
) -> dict[str, tuple[float, float]]:
    """Median wall and processor time of each in milliseconds; runs of a few of each in turn."""
    took: dict[str, list[Times]] = {name: [] for name in works}
    for _ in range(0, times + warming, RUN):
        for name, work in works.items():
            took[name] += work.timed(RUN) if isinstance(work, Apart) else timed(work, RUN)
    return {
        name: (median(wall for wall, _ in each) * 1e3, median(cpu for _, cpu in each) * 1e3)
        for name, each in ((name, each[warming:]) for name, each in took.items())
    }


def statements(work: Answering) -> list[int]:
    """How many statements each answer's transaction sends, BEGIN and COMMIT left out."""
    sent: list[str] = []
    counts: list[int] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    def end(_connection: object) -> None:
        if any(statement.startswith("INSERT INTO review ") for statement in sent):
            counts.append(len(sent))
        sent.clear()

    event.listen(work.site.engine, "before_cursor_execute", note)
    event.listen(work.site.engine, "commit", end)
    timed(work, ANSWERS)
    return counts


def _name(who: str, cards: int, due: int = USUAL) -> str:
    return f"{who}, {cards:,} cards" + ("" if due == USUAL else f", {due} a day")


def _print(found: dict[str, tuple[float, float]], counts: list[int]) -> None:
    print(f"{'per answer, question made included':<36}{'wall':>10}{'processor':>12}{'× anki':>9}")
    for name, (wall, processor) in found.items():
        peer = found.get(name.replace("quizapp", "anki").partition(" cards")[0] + " cards", (wall, 0.0))[0]
        ratio = f"{wall / peer:>8.2f}×" if name.startswith("quizapp") else ""
        print(f"{name:<36}{wall:>7.3f} ms{processor:>9.3f} ms{ratio}")
    print(f"\nlimit at {SIZES[1]:,} cards and {USUAL} answers a day: {MUST:.0f}× anki (aim {AIM:.0f}×)")
    for who, due in (("quizapp", USUAL), ("quizapp", MANY), ("anki", USUAL)):
        small, large = (found[_name(who, size, due)] for size in SIZES)
        print(
            f"growth, {SIZES[0]:,} to {SIZES[1]:,} cards, {who}{_name('', 0, due)[9:]}"
            f": wall {large[0] / small[0]:.2f}, processor {large[1] / small[1]:.2f}"
            + (f" (limit {MUST_GROW}, aim {AIM_GROW})" if who == "quizapp" else "")
        )
    print(
        f"statements per answer: median {median(counts):.0f}, most {max(counts)} "
        f"(limit {FEW_STATEMENTS}, aim {FEWER_STATEMENTS})"
    )


if __name__ == "__main__":
    main()
