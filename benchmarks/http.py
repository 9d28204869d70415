"""Answers over HTTP with 1 and 16 clients on one worker, beside a bare Flask view under the same server."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.clients import Client, learners, rate, sqlite_url
from benchmarks.servers import Server

SECONDS = 2.0
ROUNDS = 3
CLIENTS = (1, 16)
PORT = 8767
MUST, AIM = 0.12, 0.25
HEADER = f"clients  answers/s       p99   bare/s   ratio   must {MUST:.0%}, aim {AIM:.0%}"


def main() -> None:
    """Print one table: answers a second, beside the peer measured in between."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with Server(data) as server, _bare(data) as peer:
            print(HEADER)
            for clients in CLIENTS:
                _row(clients, server.address, peer, data)


def _row(clients: int, address: str, peer: str, data: Path) -> None:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        tokens = learners(sqlite_url(data), clients)
        ours.append(rate([Client(address, token).answer for token in tokens], SECONDS))
        theirs.append(rate([Client(peer).insert for _ in range(clients)], SECONDS))
    mine, bare = median(r for r, _ in ours), median(r for r, _ in theirs)
    print(
        f"{clients:>7}{mine:>11.0f}{median(p for _, p in ours):>7.1f} ms{bare:>9.0f}{mine / bare:>8.1%}",
        flush=True,
    )


@contextmanager
def _bare(data: Path) -> Iterator[str]:
    env = {**os.environ, "BARE_DATABASE": str(data / "bare.sqlite3")}
    options = ["--interface", "wsgi", "--blocking-threads", "8", "--port", str(PORT), "--log-level", "error"]
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
