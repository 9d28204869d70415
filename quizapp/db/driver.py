"""Statements handed to the database's driver itself, as the answering path sends them.

SQLAlchemy's own execution of a finished text costs several times what the driver takes for it. Whoever
listens to what is sent (`before_cursor_execute`) is told as of any other statement, and errors are those
of SQLAlchemy.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def send(connection: Connection, sql: str, values: Any = (), *, many: bool = False) -> Any:
    """Send a statement within the connection's transaction; its cursor, which the caller closes.

    `many`: the values are a list, one entry for each run. Raises DBAPIError, as SQLAlchemy does.
    """
    driver = connection.connection
    cursor = driver.cursor()
    connection.dispatch.before_cursor_execute(connection, cursor, sql, values, None, many)
    try:
        if many:
            cursor.executemany(sql, values)
        else:
            cursor.execute(sql, values)
    except connection.dialect.loaded_dbapi.Error as error:
        cursor.close()
        lost = connection.dialect.is_disconnect(error, driver.driver_connection, None)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            sql,
            values,
            error,
            connection.dialect.loaded_dbapi.Error,
            connection_invalidated=lost,
            dialect=connection.dialect,
            ismulti=many,
        ) from error
    return cursor
