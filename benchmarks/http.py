"""Answers over HTTP (API and pages), 1 and 16 clients on one worker, beside a bare view under one server."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.clients import Client, Learner, learners, rate, sqlite_url
from benchmarks.page_client import PageClient
from benchmarks.servers import Server

SECONDS = 2.0
ROUNDS = 3
CLIENTS = (1, 16)
PORT = 8767
MUST, AIM = 0.12, 0.25
HEADER = f"what       clients  answers/s       p99   bare/s   ratio   must {MUST:.0%}, aim {AIM:.0%}"
Clients = Callable[[str, Learner], Callable[[], bool]]
"""What answers for one learner at an address."""
WAYS: Mapping[str, Clients] = {
    "API": lambda address, learner: Client(address, learner.token).answer,
    "pages": lambda address, learner: PageClient(address, learner.name).answer,
    "no script": lambda address, learner: PageClient(address, learner.name, scripts=False).answer,
}
"""An answer on the pages is one request, which brings the next question; without scripts it is three."""


def main() -> None:
    """Print one table: answers a second, beside the peer measured in between."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with Server(data) as server, _bare(data) as peer:
            print(HEADER)
            for way, make in WAYS.items():
                for clients in CLIENTS:
                    _row(way, make, clients, (server.address, peer), data)


def _row(way: str, make: Clients, clients: int, addresses: tuple[str, str], data: Path) -> None:
    address, peer = addresses
    ours, theirs = [], []
    for _ in range(ROUNDS):
        works = [make(address, learner) for learner in learners(sqlite_url(data), clients)]
        ours.append(rate(works, SECONDS))
        theirs.append(rate([Client(peer).insert for _ in range(clients)], SECONDS))
    mine, bare = median(r for r, _ in ours), median(r for r, _ in theirs)
    p99 = median(p for _, p in ours)
    print(f"{way:<10}{clients:>8}{mine:>11.0f}{p99:>7.1f} ms{bare:>9.0f}{mine / bare:>8.1%}", flush=True)


@contextmanager
def _bare(data: Path) -> Iterator[str]:
    env = {**os.environ, "BARE_DATABASE": str(data / "bare.sqlite3")}
    options = ["--interface", "wsgi", "--blocking-threads", "4", "--port", str(PORT), "--log-level", "error"]
    process = subprocess.Popen([sys.executable, "-m", "granian", *options, "benchmarks.bare:app"], env=env)
    address = f"http://127.0.0.1:{PORT}"
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=5).read()
                break
            except OSError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(30)
