"""What an answer costs the database: few statements, by index, and all of them the learner's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from tests.db.citus_rules import is_routed

Pupil = Any
USUAL_STATEMENTS, MOST_STATEMENTS = 4, 6
"""The lock included: read, log, card and day; more where a card is met, repeated or matched with others."""


@contextmanager
def statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the database meanwhile, without BEGIN."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def answers_of_a_day(pupil: Pupil, engine: Engine) -> list[list[tuple[str, Any]]]:
    """The statements of each answer of a day with due and new cards, but of the first."""
    pupil.finish_day()
    pupil.sleep(3)
    pupil.answer()
    found = []
    while (task := pupil.next().task) is not None:
        with statements(engine) as sent:
            pupil.send(task, {"dont_know": True} if len(found) == 2 else _right(task))
        found.append(sent)
    return found


def _right(task: Any) -> Any:
    return 3 if task.question.kind == "flashcard" else task.question.key


def test_an_answer_takes_few_statements(pupil: Pupil, database: Engine) -> None:
    counts = [len(sent) for sent in answers_of_a_day(pupil, database)]
    assert len(counts) > 5
    assert max(counts[:-1]) <= MOST_STATEMENTS
    assert median(counts[:-1]) <= USUAL_STATEMENTS


def test_one_server_of_a_cluster_answers_every_statement(pupil: Pupil, database: Engine) -> None:
    for sent in answers_of_a_day(pupil, database):
        for statement, _ in sent:
            assert is_routed(statement), statement


def test_nothing_shared_is_written(pupil: Pupil, database: Engine) -> None:
    written = {
        statement.removeprefix("INSERT INTO ").removeprefix("UPDATE ").removeprefix("DELETE FROM ").split()[0]
        for sent in answers_of_a_day(pupil, database)
        for statement, _ in sent
        if not statement.startswith("SELECT")
    }
    assert written == {"review", "card", "day_total", "enrolment"}


def test_reads_use_indexes_only(pupil: Pupil, database: Engine, session: Session) -> None:
    reads = {
        statement: parameters
        for sent in answers_of_a_day(pupil, database)[:-1]
        for statement, parameters in sent
        if statement.startswith("SELECT")
    }
    session.rollback()
    with database.connect() as connection:
        for statement, parameters in reads.items():
            if database.dialect.name == "sqlite":
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                assert not any(step.detail.startswith("SCAN") for step in plan), plan
            else:
                connection.execute(text("SET enable_seqscan = off"))
                plan = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars().all()
                assert not any("Seq Scan" in line for line in plan), plan
