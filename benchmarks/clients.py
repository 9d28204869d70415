"""Clients that answer questions over real HTTP as fast as they are let."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts, study

SET = "world-capitals"
PASSWORD = "long enough 1"
UNLIMITED = {"new_per_day": 1000, "answers_per_day": 9999}


class Refused(RuntimeError):
    """A request was answered with an error."""

    def __init__(self, status: int, text: bytes) -> None:
        super().__init__(f"{status}: {text[:300]!r}")
        self.status = status


class Client:
    """One connection that is kept open."""

    def __init__(self, address: str, token: str = "") -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.question: dict[str, Any] | None = None

    def post(self, path: str, body: Any = None) -> Any:
        """The JSON of a POST. Raises Refused."""
        self.connection.request("POST", path, json.dumps(body) if body is not None else b"{}", self.headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status >= 300:
            raise Refused(response.status, text)
        return json.loads(text)

    @property
    def review_id(self) -> str:
        """Of the question to be answered; empty where there is none."""
        return str(self.question["review_id"]) if self.question else ""

    def begin(self, slug: str = SET) -> None:
        """Ask for the first question of a set."""
        self.question = self.post(f"/api/v1/study/{slug}/next")["question"]

    def answer(self) -> bool:
        """Answer the current question; False when the day is done."""
        if self.question is None:
            self.begin()
        if self.question is None:
            return False
        body = {"review_id": self.question["review_id"], "question_id": self.question["id"], "ms": 1000}
        given = {"got_it": True} if self.question["showing"] == "show" else {"dont_know": True}
        self.question = self.post("/api/v1/study/answers", body | {"response": given})["next"]
        return True

    def insert(self) -> bool:
        """What the bare peer does instead."""
        return bool(self.post("/answers", {"review_id": "x" * 36, "response": "a", "ms": 1000}))


class Learner(NamedTuple):
    """An account to answer with."""

    name: str
    token: str


def learners(url: str, count: int) -> Sequence[Learner]:
    """New learners without daily limits."""
    now = datetime.now(UTC)
    engine = open_engine(url)
    made = []
    with open_sessions(engine)() as session:
        for number in range(count):
            name = f"learner{now:%H%M%S%f}-{number}"
            account = accounts.register(session, None, password=PASSWORD, username=name, now=now)
            study.change_settings(session, account.learner_id, UNLIMITED)
            made.append(Learner(name, accounts.create_token(session, account.id, now).text))
    engine.dispose()
    return made


def rate(works: Sequence[Callable[[], bool]], seconds: float) -> tuple[float, float]:
    """Answers a second of all clients together, and the 99th percentile of one answer in milliseconds."""
    took: list[float] = []
    until = time.perf_counter() + seconds

    def run(work: Callable[[], bool]) -> None:
        while (began := time.perf_counter()) < until:
            if not work():
                return
            took.append(time.perf_counter() - began)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(took) / (time.perf_counter() - began), sorted(took)[int(len(took) * 0.99)] * 1000


def sqlite_url(data: Path) -> str:
    """The database that a server on this data folder uses."""
    return f"sqlite:///{data / 'quizapp.sqlite3'}"
