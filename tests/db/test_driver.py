"""Statements that go to the driver itself fail as any others do."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from quizapp.db.driver import send


def test_what_breaks_a_rule_of_the_tables_is_an_integrity_error(database: Engine) -> None:
    with database.connect() as connection:
        with connection.begin():
            send(connection, "CREATE TEMPORARY TABLE once (n INTEGER PRIMARY KEY)").close()
            send(connection, "INSERT INTO once VALUES (1)").close()
        with pytest.raises(IntegrityError), connection.begin():
            send(connection, "INSERT INTO once VALUES (1)").close()


def test_a_lost_connection_is_not_used_again(database: Engine) -> None:
    if database.dialect.name == "sqlite":
        pytest.skip("a file has no connection to lose")
    with database.connect() as connection, database.connect() as other:
        place = send(connection, "SELECT pg_backend_pid()").fetchone()[0]
        other.exec_driver_sql(f"SELECT pg_terminate_backend({place})")
        with pytest.raises(OperationalError):
            send(connection, "SELECT 1")
        assert connection.invalidated
    with database.connect() as connection:
        assert send(connection, "SELECT 1").fetchone() == (1,)
