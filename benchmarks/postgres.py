"""Answers over HTTP on PostgreSQL: 1 and 4 web processes, 64 clients."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.clients import Client, learners, rate
from benchmarks.databases import Postgres
from benchmarks.servers import Server

PROCESSES = (1, 4)
CLIENTS = 64
SECONDS = 3.0
ROUNDS = 3


def main() -> None:
    """Print one table: answers a second, the servers taking turns on one database."""
    with ExitStack() as stack:
        database = stack.enter_context(Postgres())
        servers = {}
        for processes in PROCESSES:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            servers[processes] = stack.enter_context(Server(data, database.url, processes))
        tokens = [learner.token for learner in learners(database.url, CLIENTS)]
        found: dict[int, list[tuple[float, float]]] = {processes: [] for processes in PROCESSES}
        for _ in range(ROUNDS):
            for processes, server in servers.items():
                found[processes].append(
                    rate([Client(server.address, token).answer for token in tokens], SECONDS)
                )
    print(f"{'processes':<12}{'clients':>8}{'answers/s':>11}{'p99':>10}")
    for processes, rounds in found.items():
        answers, p99 = median(r for r, _ in rounds), median(p for _, p in rounds)
        print(f"{processes:<12}{CLIENTS:>8}{answers:>11.0f}{p99:>7.0f} ms")
