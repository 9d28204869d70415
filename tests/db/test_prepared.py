"""Prepared statements say what Core says, and whoever listens hears of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, column, event, select, table
from sqlalchemy.exc import DBAPIError, IntegrityError

from quizapp.db.engine import open_sessions, writing
from quizapp.db.prepared import Prepared, PreparedRead
from quizapp.db.study import Learner

KIM: dict[str, Any] = {
    "learner_id": 5,
    "created_at": datetime(2024, 5, 1, tzinfo=UTC),
    "seen_on": date(2024, 5, 1),
    "guest": False,
    "first_go": True,
    "zone": "Asia/Baku",
    "rollover_hour": 4,
    "answers_per_day": 60,
    "new_per_day": 8,
    "desired_retention": 0.9,
    "maximum_interval": 365,
    "easy_weekdays": 0,
    "show_first": False,
    "recall_only": False,
    "no_typing": False,
    "fit_id": "fsrs-6",
    "language": "en",
    "theme": "auto",
    "reduced_motion": False,
    "more": {"é": [1]},
}
BY_ID = PreparedRead(
    select(Learner.zone, Learner.answers_per_day).where(Learner.learner_id == bindparam("id")).limit(1)
)


def test_rows_are_stored_as_core_stores_them_and_written_over(database: Engine) -> None:
    upsert = Prepared(Learner, over=["learner_id"])
    with database.begin() as connection:
        upsert.run(connection, [KIM])
        upsert.run(connection, [{**KIM, "new_per_day": 3}])
        row = connection.execute(select(Learner.__table__)).one()
    assert {name: getattr(row, name) for name in KIM} == {**KIM, "new_per_day": 3}


def test_a_row_that_is_there_already_is_refused(database: Engine) -> None:
    with database.begin() as connection:
        Prepared(Learner).run(connection, [KIM])
    with pytest.raises(IntegrityError), database.begin() as connection:
        Prepared(Learner).run(connection, [KIM])


def test_a_read_gives_plain_rows_and_is_heard_of(database: Engine) -> None:
    heard: list[str] = []
    event.listen(database, "before_cursor_execute", lambda _c, _k, sql, *_rest: heard.append(sql))
    with database.begin() as connection:
        Prepared(Learner).run(connection, [KIM])
        assert BY_ID.first(connection, {"id": 5}) == ("Asia/Baku", 60)
        assert BY_ID.all(connection, {"id": 6}) == []
    assert sum(sql.startswith("SELECT") for sql in heard) == 2


def test_a_read_alone_sees_what_its_session_wrote_and_holds_no_connection_otherwise(database: Engine) -> None:
    with open_sessions(database)() as session:
        assert BY_ID.alone(session, {"id": 5}) == []
        assert not session.in_transaction()
        with writing(session) as connection:
            Prepared(Learner).run(connection, [KIM])
            assert BY_ID.alone(session, {"id": 5}) == [("Asia/Baku", 60)]
        assert BY_ID.alone(session, {"id": 5}) == [("Asia/Baku", 60)]


def test_what_the_driver_refuses_is_raised_as_ever(database: Engine) -> None:
    wrong = PreparedRead(select(column("nothing")).select_from(table("nowhere")))
    with database.connect() as connection, pytest.raises(DBAPIError):
        wrong.first(connection, {})
