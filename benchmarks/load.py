"""A class at work: simulated learners answer for minutes, and every answer is looked for afterwards.

    python -m benchmarks.load --learners 200 --minutes 10 --restart-database

Runs on SQLite and on PostgreSQL in turn (`--on` chooses one). Half of the learners answer on the pages,
the others over the API. Each thinks for a while before each answer and sends an answer again, under the
same review id, until it is acknowledged. At the end the log must hold each acknowledged answer once.
In the middle `--restart-database` stops PostgreSQL, with whoever is connected, and starts it again;
`--kill-server` kills the server and its web processes (SIGKILL) and starts them again. Exit status 1
when anything was lost, doubled or went wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from benchmarks.clients import Client, Refused, learners, sqlite_url
from benchmarks.databases import Postgres
from benchmarks.page_client import PageClient
from benchmarks.servers import Server
from quizapp.db.engine import open_engine
from quizapp.db.study import ReviewRow, StudyDay
from quizapp.services.study.figures import ASKED

PAUSE_S = 4.0
"""The longest a learner thinks; half of it on average."""
AGAIN_S = 0.5
NEXT_SETS = ("chemical-elements", "karabakh-2020")
"""What a learner begins who is done with the first set; after the last one the day is done."""
UNAVAILABLE = 503
HEADER = f"{'database':<12}{'way':<7}{'answers':>9}{'a second':>10}{'median':>10}{'p99':>10}{'slowest':>11}"


@dataclass
class Seen:
    """What the learners saw."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Seconds of each answer, on the pages and over the API."""
    acknowledged: list[UUID] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    """Requests answered with 503 or cut off, which were sent again."""
    errors: Counter[str] = field(default_factory=Counter)


def main(arguments: Sequence[str] = ("--learners", "50", "--minutes", "0.5")) -> None:
    """Print two lines for each database, and what was refused, lost, doubled or went wrong."""
    asked = _options().parse_args(arguments)
    print(HEADER)
    sound = [_run(name, asked) for name in asked.on or ("sqlite", "postgresql")]
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
    parser.add_argument("--kill-server", action="store_true")
    return parser


def _run(name: str, asked: argparse.Namespace) -> bool:
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(Postgres()) if name == "postgresql" else None
        url = database.url if database else sqlite_url(data)
        server = stack.enter_context(Server(data, url, asked.processes))
        clients = _clients(server.address, url, asked.learners)
        seconds = asked.minutes * 60
        if database and asked.restart_database:
            threading.Timer(seconds / 2, database.restart).start()
        if asked.kill_server:
            threading.Timer(seconds / 2, server.kill).start()
        seen = _study(clients, seconds, asked.pause)
        return _report(name, seen, seconds, *_stored(url, seen))


def _clients(address: str, url: str, count: int) -> Sequence[Client | PageClient]:
    """As many learners on the pages, signed in, as over the API; each has its first question."""
    made: list[Client | PageClient] = []
    for number, learner in enumerate(learners(url, count)):
        if number % 2:
            made.append(PageClient(address, learner.name))
        else:
            made.append(client := Client(address, learner.token))
            client.begin()
    for one in made:
        one.connection.close()  # the server closes one that is silent for half a minute
    return made


def _study(clients: Sequence[Client | PageClient], seconds: float, pause: float) -> Seen:
    seen = Seen()
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_learn, args=(client, until, pause, seen)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _learn(client: Client | PageClient, until: float, pause: float, seen: Seen) -> None:
    way = "pages" if isinstance(client, PageClient) else "API"
    sets = iter(NEXT_SETS)
    while time.monotonic() < until:
        time.sleep(random.uniform(0, pause))
        began = time.perf_counter()
        try:
            if not client.review_id:
                slug = next(sets, None)
                if slug is None:
                    return
                _insist(partial(client.begin, slug), client, seen)
                continue
            review_id = UUID(client.review_id)
            _insist(client.answer, client, seen)
        except Exception as error:
            seen.errors[f"{way}: {type(error).__name__}: {error}"[:300]] += 1
            return
        seen.took[way].append(time.perf_counter() - began)
        seen.acknowledged.append(review_id)


def _insist(ask: Callable[[], object], client: Client | PageClient, seen: Seen) -> None:
    """Ask the site; again and again while it cannot."""
    while True:
        try:
            ask()
            return
        except Refused as refused:
            if refused.status != UNAVAILABLE:
                raise
            seen.refused["503"] += 1
        except (OSError, HTTPException) as error:
            client.connection.close()
            seen.refused[type(error).__name__] += 1
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
    for way, took in sorted(seen.took.items()):
        took.sort()
        median, p99, slowest = (took[int((len(took) - 1) * part)] * 1000 for part in (0.5, 0.99, 1))
        times = f"{median:>7.1f} ms{p99:>7.0f} ms{slowest:>8.0f} ms"
        print(f"{name:<12}{way:<7}{len(took):>9}{len(took) / seconds:>10.1f}{times}")
    refused = ", ".join(f"{count} × {what}" for what, count in seen.refused.most_common()) or "none"
    errors = sum(seen.errors.values())
    print(f"  sent again: {refused}; errors: {errors}; lost: {lost}; doubled: {doubled}", flush=True)
    print(f"  load of the machine: {os.getloadavg()[1]:.1f} for {os.cpu_count()} cores", flush=True)
    for said, count in seen.errors.most_common(5):
        print(f"  {count} × {said}")
    return not (errors or lost or doubled)


if __name__ == "__main__":
    main(sys.argv[1:])
