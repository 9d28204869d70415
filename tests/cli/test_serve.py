"""Serving: the first line, the lock, restarts, and what is said when it cannot be."""

from __future__ import annotations

import json
import resource
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from urllib.error import HTTPError

import pytest
from sqlalchemy import Engine, text

from quizapp.db.engine import open_engine
from quizapp.services import migration
from tests.cli.conftest import Command, Server
from tests.cli.programs import Program, answer_of

Servers = Callable[..., Server]
pytestmark = pytest.mark.xdist_group("serving")


def token(command: Command, name: str = "ada") -> str:
    return str(json.loads(command("user", "create", name, "--token").stdout)["token"])


def get(address: str, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"{address}{path}", timeout=30) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def answers(program: Program) -> Iterator[str]:
    """Review ids of one answer after another, each as soon as it was acknowledged, until the day is done."""
    question = program.call("POST", "/study/world-capitals/next")["question"]
    while question:
        done = program.answer(question)
        yield done["review_id"]
        question = done["next"]


def logged(program: Program) -> set[str]:
    items, cursor = [], ""
    while True:
        page = program.call("GET", f"/reviews?limit=500&cursor={cursor}")
        items += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return {str(item["review_id"]) for item in items}


def test_the_first_start_prints_its_address_and_a_link_for_the_first_administrator(
    servers: Servers, data: Path
) -> None:
    server = servers(data)
    assert server.process is not None
    assert server.process.stdout is not None
    link = server.process.stdout.readline().split()[-1]
    assert get(server.address, "/readyz") == (200, "ready\n")
    status, page = get(server.address, link.removeprefix(server.address))
    assert (status, "password" in page) == (200, True)
    assert get(server.address, "/link/first-admin/wrong")[0] == 410


def test_it_stops_cleanly_and_starts_again_with_everything(
    servers: Servers, data: Path, command: Command
) -> None:
    first = servers(data)
    program = Program(first.address, token(command))
    given = list(islice(answers(program), 3))
    assert first.end(signal.SIGTERM) == 0
    program.address = servers(data).address
    assert logged(program) == set(given)


def test_ctrl_c_is_a_clean_stop(servers: Servers, data: Path) -> None:
    assert servers(data).end(signal.SIGINT) == 0


def test_a_second_start_on_the_same_data_is_refused(servers: Servers, data: Path, command: Command) -> None:
    servers(data)
    result = command("run", "--port", "0")
    assert result.exit_code == 1
    assert "in use by another quizapp" in result.stderr
    assert result.stdout == ""


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(
    servers: Servers, data: Path, command: Command
) -> None:
    server = servers(data)
    program = Program(server.address, token(command))
    acknowledged: list[str] = []

    learner = threading.Thread(target=_study, args=(program, acknowledged.append))
    learner.start()
    while learner.is_alive() and len(acknowledged) < 4:
        time.sleep(0.001)
    server.end(signal.SIGKILL)
    learner.join()
    assert len(acknowledged) >= 4
    program.address = servers(data).address
    assert set(acknowledged) <= logged(program)
    assert len(logged(program)) <= len(acknowledged) + 1
    assert command("doctor").exit_code == 0


def _study(program: Program, keep: Callable[[str], None]) -> None:
    try:
        for review in answers(program):
            keep(review)
    except (OSError, HTTPException):
        return


def test_an_answer_whose_acknowledgement_was_lost_can_be_sent_again(
    servers: Servers, data: Path, command: Command
) -> None:
    server = servers(data)
    program = Program(server.address, token(command))
    question = program.call("POST", "/study/world-capitals/next")["question"]
    first = program.answer(question)
    server.end(signal.SIGKILL)
    program.address = servers(data).address
    again = program.answer(question)
    assert (first["recorded"], again["recorded"]) == (True, False)
    assert again["verdict"] == first["verdict"]
    assert len(logged(program)) == 1


def test_a_killed_server_leaves_no_process_on_its_port(servers: Servers, data: Path) -> None:
    server = servers(data)
    server.end(signal.SIGKILL)
    host, port = server.address.removeprefix("http://").split(":")
    until = time.monotonic() + 5
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))):
                return
        time.sleep(0.05)
    pytest.fail("a worker still answers")


def test_two_processes_serve_one_learner(servers: Servers, data: Path, command: Command) -> None:
    server = servers(data, "--no-worker", "--processes", "2")
    program = Program(server.address, token(command))
    given = list(islice(answers(program), 6))
    assert logged(program) == set(given)
    assert "quizapp_requests_total" in get(server.address, "/metrics")[1]


def test_a_body_that_does_not_say_its_length_is_cut_off(
    servers: Servers, data: Path, command: Command
) -> None:
    program = Program(servers(data).address, token(command))
    status, problem = program.ask("POST", "/study/answers", (b"x" * 10_000 for _ in range(20)))
    assert (status, problem["title"]) == (413, "Too large")


def test_a_reused_review_id_and_a_question_passed_by_are_conflicts(
    servers: Servers, data: Path, command: Command
) -> None:
    program = Program(servers(data).address, token(command))
    first = program.call("POST", "/study/world-capitals/next")["question"]
    second = program.answer(first)["next"]
    reused = {**answer_of(second), "review_id": first["review_id"]}
    assert program.ask("POST", "/study/answers", reused)[0] == 409
    passed_by = {**answer_of(first), "review_id": second["review_id"]}
    status, problem = program.ask("POST", "/study/answers", passed_by)
    assert (status, problem["current"]["question"]["id"]) == (409, second["id"])


def test_a_port_in_use_is_named(command: Command, data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = command("run", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert "cannot listen on 127.0.0.1" in result.stderr


def test_an_older_schema_is_migrated_at_start(servers: Servers, site: Path) -> None:
    engine = open_engine(f"sqlite:///{site / 'quizapp.sqlite3'}")
    migration.downgrade(engine, "base")
    engine.dispose()
    assert get(servers(site).address, "/readyz")[0] == 200


def test_on_a_full_disk_an_answer_is_refused_and_taken_once_there_is_room(
    servers: Servers, data: Path, command: Command
) -> None:
    server = servers(data)
    program = Program(server.address, token(command))
    question = program.call("POST", "/study/world-capitals/next")["question"]
    [worker] = server.children()
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
    status, problem = program.ask("POST", "/study/answers", answer_of(question))
    assert (status, problem["title"]) == (503, "Not available")
    assert get(server.address, "/healthz")[0] == 200
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert program.answer(question)["recorded"] is True


def test_on_postgresql_a_lost_connection_loses_no_answer(
    servers: Servers, data: Path, command: Command, postgres: Engine
) -> None:
    url = postgres.url.render_as_string(hide_password=False)
    server = servers(data, QUIZAPP_DATABASE_URL=url)
    made = command("user", "create", "ada", "--token", QUIZAPP_DATABASE_URL=url)
    program = Program(server.address, json.loads(made.stdout)["token"])
    given = list(islice(answers(program), 3))
    with postgres.connect() as connection:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    given += list(islice(answers(program), 3))
    assert logged(program) == set(given)
