"""Answers over HTTP on PostgreSQL: 1 and 4 web processes, 64 clients."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.clients import Client, learners, rate
from benchmarks.databases import Postgres
from benchmarks.servers import Server

PROCESSES = (1, 4)
CLIENTS = 64
SECONDS = 5.0
ROUNDS = 3


def main() -> None:
    """Print one table: answers a second, the servers taking turns on one database."""
    with ExitStack() as stack:
        database = stack.enter_context(Postgres())
        clients = {}
        for processes in PROCESSES:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            server = stack.enter_context(Server(data, database.url, processes))
            clients[processes] = _clients(server.address, database.url)
        found: dict[int, list[tuple[float, float]]] = {processes: [] for processes in PROCESSES}
        for _ in range(ROUNDS):
            for processes, own in clients.items():
                for client in own:
                    client.connection.close()  # the server closes one that is silent for half a minute
                found[processes].append(rate([client.answer for client in own], SECONDS))
    print(f"{'processes':<12}{'clients':>8}{'answers/s':>11}{'p99':>10}")
    for processes, rounds in found.items():
        answers, p99 = median(r for r, _ in rounds), median(p for _, p in rounds)
        print(f"{processes:<12}{CLIENTS:>8}{answers:>11.0f}{p99:>7.0f} ms")


def _clients(address: str, url: str) -> Sequence[Client]:
    """Learners of their own, each with a first question: the first of a day costs more than an answer."""
    made = [Client(address, learner.token) for learner in learners(url, CLIENTS)]
    for client in made:
        client.begin()
    return made


if __name__ == "__main__":
    main()
