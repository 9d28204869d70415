"""What a million learners with a thousand million reviews cost: a model over rows measured on PostgreSQL.

And what a learner of the sample takes on SQLite.
"""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session

from benchmarks.clients import SET, UNLIMITED
from benchmarks.databases import Postgres
from quizapp.config import shipped
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts, library, migration, study
from quizapp.services.sealing import Seal
from quizapp.services.study.results import Answer, Task

LEARNERS, REVIEWS = 1_000_000, 1_000_000_000
PER_LEARNER: Mapping[str, int] = {
    "learner": 1,
    "enrolment": 4,
    "card": 250,
    "day_total": 120,
    "day_plan": 3,
    "review": REVIEWS // LEARNERS,
}
"""Rows of one learner in the model: four answers to a card, eight or nine on a day; plans of one day."""
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SAMPLE_LEARNERS, SAMPLE_DAYS, SAMPLE_ANSWERS = 25, 15, 10
PAGE_BYTES, PAGE_FILL = 8192, 0.7
INDEX_TUPLE_BYTES = 32
"""Two 8-byte keys with header, line pointer and alignment."""
LINE_POINTER = 4
FEW = 1_000
"""Of fewer rows the index's pages are mostly empty, and its entries are reckoned instead."""
ANSWERS_A_DAY = REVIEWS / 365
"""If the reviews are one year's."""
PEAK = 10
"""The busiest second against the mean one."""
SHARDS = 32
"""Citus makes so many of each distributed table."""
DISK_A_SERVER = 2_000_000_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Bytes of one row of a table."""

    table: str
    heap: float
    indexes: float
    studied: float
    """With its index entries and what dead rows take, as the answers left the table."""


def main() -> None:
    """Print the tables of rows and bytes, of load, and of one learner."""
    with Postgres() as database:
        engine = open_engine(database.url)
        _found(engine)
        statements = median(_fill(engine))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            studied = {table: _studied(connection, table) for table in PER_LEARNER}
            connection.execute(text("VACUUM FULL"))
            measured = [_measure(connection, table, studied[table]) for table in PER_LEARNER]
        engine.dispose()
    whole = _print_rows(measured)
    print()
    _print_load(whole, statements)
    _print_learner()


def _found(engine: Engine) -> None:
    """A site with the shipped sets."""
    migration.upgrade(engine)
    with open_sessions(engine)() as session:
        library.load_bank(session, shipped("question_bank"), MONDAY)


def _fill(engine: Engine) -> list[int]:
    """Learners who study some days; returns how many statements each answer sent."""
    sent: list[int] = []
    _count(engine, sent)
    with open_sessions(engine)() as session:
        for _ in range(SAMPLE_LEARNERS):
            _come(session, MONDAY, sent)
    return sent


def _come(session: Session, now: datetime, sent: list[int]) -> None:
    learner_id = accounts.create_guest(session, now, "UTC")
    study.change_settings(session, learner_id, UNLIMITED)
    study.go_on(session, learner_id, now)
    for day in range(SAMPLE_DAYS):
        _study(session, learner_id, now + timedelta(days=day), sent)


def _study(session: Session, learner_id: int, now: datetime, sent: list[int]) -> None:
    seal = Seal("a key for benchmarks")
    task = study.next_question(session, seal, learner_id, SET, now).task
    for _ in range(SAMPLE_ANSWERS):
        if task is None:
            return
        sent.append(0)
        given = Answer(
            review_id=task.review_id, question_id=task.question_id, response=_response(task), ms=3_000
        )
        task = study.answer(session, seal, learner_id, given, now).turn.task
        now += timedelta(seconds=20)


def _response(task: Task) -> object:
    if task.showing == "show":
        return {"got_it": True}
    known = random.random() < 0.8 and task.question.kind != "flashcard"
    return task.question.key if known else {"dont_know": True}


def _count(engine: Engine, sent: list[int]) -> None:
    def note(*_of: object) -> None:
        if sent:
            sent[-1] += 1

    event.listen(engine, "before_cursor_execute", note)


def _studied(connection: Connection, table: str) -> float:
    """Bytes of a row in a table that was not tidied up since."""
    return float(
        connection.scalar(text(f"SELECT pg_total_relation_size('{table}') / count(*)::float FROM {table}"))
    )


def _measure(connection: Connection, table: str, studied: float) -> Measured:
    """Bytes of the rows themselves, and of their index entries with the space that B-trees leave."""
    rows, heap, entries = connection.execute(
        text(
            f"SELECT count(*), avg(pg_column_size(one)), (SELECT sum(pg_relation_size(indexrelid)) "
            f"FROM pg_index WHERE indrelid = '{table}'::regclass) FROM {table} AS one"
        )
    ).one()
    few = rows < FEW
    indexes = connection.scalar(text(f"SELECT count(*) FROM pg_index WHERE indrelid = '{table}'::regclass"))
    held = indexes * INDEX_TUPLE_BYTES / PAGE_FILL if few else entries / rows
    return Measured(table, float(heap) + LINE_POINTER, float(held), studied)


def _print_rows(measured: Sequence[Measured]) -> float:
    """Rows, bytes and index depth in the model; returns all bytes."""
    print(
        f"{'table':<12}{'rows':>15}{'heap/row':>10}{'index/row':>11}{'GB':>9}{'depth':>7}{'in a shard':>12}"
        f"{'as studied':>12}"
    )
    whole = 0.0
    for one in measured:
        rows = PER_LEARNER[one.table] * LEARNERS
        held = rows * (one.heap + one.indexes)
        whole += held
        depths = f"{_depth(rows):>7}{_depth(rows // SHARDS):>12}"
        print(
            f"{one.table:<12}{rows:>15,}{one.heap:>8.0f} B{one.indexes:>9.0f} B{held / 1e9:>9.1f}{depths}"
            f"{one.studied:>10.0f} B"
        )
    return whole


def _depth(rows: int) -> int:
    """Pages read from the root of a B-tree to a row's entry."""
    fan = PAGE_BYTES * PAGE_FILL / INDEX_TUPLE_BYTES
    return max(1, math.ceil(math.log(rows, fan)))


def _print_load(whole: float, statements: float) -> None:
    mean = ANSWERS_A_DAY / 86_400
    for what, figure in _load(whole, statements, mean):
        print(f"{what:<52}{figure:>14}")


def _load(whole: float, statements: float, mean: float) -> Iterator[tuple[str, str]]:
    yield "all of it, without replicas", f"{whole / 1e12:.2f} TB"
    yield (
        f"servers that hold it, of {DISK_A_SERVER / 1e12:.0f} TB, half full",
        f"{math.ceil(whole / DISK_A_SERVER * 2)}",
    )
    yield "answers a second, mean of a year", f"{mean:.0f}"
    yield f"answers a second, at the peak ({PEAK} ×)", f"{mean * PEAK:.0f}"
    yield "statements of an answer, all on one shard", f"{statements:.0f}"
    yield "statements a second at the peak", f"{mean * PEAK * statements:.0f}"


def _print_learner() -> None:
    """What a learner of the sample takes in a SQLite file, beyond the sets."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'cost.sqlite3'}")
        _found(engine)
        before = _size(engine)
        answers = len(_fill(engine))
        held = _size(engine) - before
        engine.dispose()
    each = answers / SAMPLE_LEARNERS
    print(
        f"{f'on SQLite, a learner of {each:.0f} answers on {SAMPLE_DAYS} days':<52}"
        f"{held / SAMPLE_LEARNERS / 1e3:>11.0f} KB"
    )
    print(f"{'on SQLite, of each answer':<52}{held / answers:>12.0f} B")


def _size(engine: Engine) -> int:
    """Bytes of a SQLite file without its free pages."""
    with engine.connect() as connection:
        pages, free, size = (
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("page_count", "freelist_count", "page_size")
        )
    return int((pages - free) * size)


if __name__ == "__main__":
    main()
