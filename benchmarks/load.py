"""A class at work: simulated learners answer for minutes, and every answer is looked for afterwards.

    python -m benchmarks.load --learners 200 --minutes 10 --restart-database

Runs on SQLite and on PostgreSQL in turn (`--on` chooses one). Each learner thinks for a while before each
answer and sends an answer again, under the same review id, until it is acknowledged. At the end the log
must hold each acknowledged answer once. `--restart-database` stops PostgreSQL in the middle, with whoever
is connected, and starts it again. Exit status 1 when anything was lost, doubled or went wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from benchmarks.clients import Client, Refused, learners, sqlite_url
from benchmarks.databases import Postgres
from benchmarks.servers import Server
from quizapp.db.engine import open_engine
from quizapp.db.study import ReviewRow, StudyDay
from quizapp.services.study.figures import ASKED

PAUSE_S = 4.0
"""The longest a learner thinks; half of it on average."""
AGAIN_S = 0.5
UNAVAILABLE = 503
HEADER = f"{'database':<12}{'answers':>9}{'a second':>10}{'median':>10}{'p99':>10}{'slowest':>10}"
FAULTS = f"{'waited':>9}{'errors':>8}{'lost':>6}{'doubled':>9}"


@dataclass
class Seen:
    """What the learners saw."""

    took: list[float] = field(default_factory=list)
    acknowledged: list[UUID] = field(default_factory=list)
    waited: int = 0
    """Requests answered with 503 or cut off, which were sent again."""
    errors: Counter[str] = field(default_factory=Counter)


def main(arguments: Sequence[str] = ("--learners", "50", "--minutes", "0.5")) -> None:
    """Print one line for each database."""
    asked = _options().parse_args(arguments)
    print(f"{HEADER}{FAULTS}")
    sound = [_line(name, asked) for name in asked.on or ("sqlite", "postgresql")]
    if not all(sound):
        sys.exit(1)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load")
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument(
        "--pause", type=float, default=PAUSE_S, help="longest pause before an answer, seconds"
    )
    parser.add_argument("--on", action="append", choices=("sqlite", "postgresql"))
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--restart-database", action="store_true")
    return parser


def _line(name: str, asked: argparse.Namespace) -> bool:
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(Postgres()) if name == "postgresql" else None
        url = database.url if database else sqlite_url(data)
        server = stack.enter_context(Server(data, url, asked.processes))
        tokens = [learner.token for learner in learners(url, asked.learners)]
        seconds = asked.minutes * 60
        if database and asked.restart_database:
            threading.Timer(seconds / 2, database.restart).start()
        seen = _study(server.address, tokens, seconds, asked.pause)
        return _report(name, seen, seconds, *_stored(url, seen))


def _study(address: str, tokens: Sequence[str], seconds: float, pause: float) -> Seen:
    seen = Seen()
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_learn, args=(address, token, until, pause, seen)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _learn(address: str, token: str, until: float, pause: float, seen: Seen) -> None:
    client = Client(address, token)
    while time.monotonic() < until:
        time.sleep(random.uniform(0, pause))
        began = time.perf_counter()
        question = client.question
        try:
            _insist(client, seen)
        except Exception as error:
            seen.errors[f"{type(error).__name__}: {error}"[:200]] += 1
            return
        if question:
            seen.took.append(time.perf_counter() - began)
            seen.acknowledged.append(UUID(question["review_id"]))
        if client.question is None:
            return


def _insist(client: Client, seen: Seen) -> None:
    """Answer, or get the first question; again and again while the site cannot."""
    while True:
        try:
            client.answer() if client.question else client.begin()
            return
        except Refused as refused:
            if refused.status != UNAVAILABLE:
                raise
        except (OSError, HTTPException):
            client.connection.close()
        seen.waited += 1
        time.sleep(AGAIN_S)


def _stored(url: str, seen: Seen) -> tuple[int, int]:
    """How many acknowledged answers are not in the log, and how many are there or counted twice."""
    engine = open_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(
            select(ReviewRow.review_id, ReviewRow.role).where(ReviewRow.position == 0)
        ).all()
        counted = sum(connection.scalars(select(StudyDay.answered)))
    engine.dispose()
    logged = {row.review_id for row in rows}
    asked = sum(row.role in ASKED for row in rows)
    return len(set(seen.acknowledged) - logged), len(rows) - len(logged) + abs(counted - asked)


def _report(name: str, seen: Seen, seconds: float, lost: int, doubled: int) -> bool:
    took, errors = sorted(seen.took), sum(seen.errors.values())
    median, p99, slowest = (took[int((len(took) - 1) * part)] * 1000 for part in (0.5, 0.99, 1))
    times = f"{median:>7.1f} ms{p99:>7.0f} ms{slowest:>7.0f} ms"
    faults = f"{seen.waited:>9}{errors:>8}{lost:>6}{doubled:>9}"
    print(f"{name:<12}{len(took):>9}{len(took) / seconds:>10.1f}{times}{faults}", flush=True)
    for said, count in seen.errors.most_common(5):
        print(f"  {count} × {said}")
    return not (errors or lost or doubled)


if __name__ == "__main__":
    main(sys.argv[1:])
