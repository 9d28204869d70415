"""Spreading learners over servers with Citus: which tables are distributed, and by which statements.

Derived from the models: what is keyed by the learner first lies with its learner, everything else is a
reference table, copied to every server and joined there.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, ForeignKeyConstraint, MetaData, Table, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import AddConstraint

from quizapp.core.errors import QuizappError

KEY = "learner_id"
ROOT = "learner"


class NoCitus(QuizappError):
    """The database server cannot distribute tables."""


def is_learner_owned(table: Table) -> bool:
    """Whether the table's key begins with the learner."""
    return bool(table.primary_key.columns) and next(iter(table.primary_key.columns)).name == KEY


def statements(metadata: MetaData) -> Sequence[tuple[str, Sequence[str]]]:
    """Pairs of a table and its statements, in the order in which Citus takes them.

    Shared tables come first, then the learner, then what a learner owns. A local table may not refer to a
    distributed one, not even for a moment: such a foreign key is dropped before and made again after. A
    table that came with a later version drops its own.
    """
    known = metadata.sorted_tables
    owned = [table for table in known if is_learner_owned(table) and table.name != ROOT]
    root = metadata.tables[ROOT]
    return [
        *((table.name, [_refer(table)]) for table in known if not is_learner_owned(table)),
        (ROOT, [*map(_dropped, owned), _distribute(root)]),
        *((table.name, [_dropped(table), _distribute(table), _made_again(table)]) for table in owned),
    ]


def distribute(connection: Connection, metadata: MetaData) -> Sequence[str]:
    """Run the statements for tables not yet distributed; returns their names. Raises NoCitus.

    Each table commits by itself, so that a run that was cut off is taken up by the next one.
    """
    if connection.dialect.name != "postgresql":
        raise NoCitus("SQLite is one file on one machine; move to PostgreSQL with Citus first (migrate-data)")
    if not connection.scalar(text("SELECT count(*) FROM pg_available_extensions WHERE name = 'citus'")):
        raise NoCitus(
            "this PostgreSQL server has no Citus; install it and add it to shared_preload_libraries"
        )
    connection.execute(text("CREATE EXTENSION IF NOT EXISTS citus"))
    connection.commit()
    done = set(connection.scalars(text("SELECT logicalrelid::regclass::text FROM pg_dist_partition")))
    connection.commit()
    made = []
    for name, wanted in statements(metadata):
        if name not in done and f'"{name}"' not in done:
            for statement in wanted:
                connection.execute(text(statement))
            connection.commit()
            made.append(name)
    return made


def _refer(table: Table) -> str:
    return f"SELECT create_reference_table('{_quoted(table)}')"


def _key(table: Table) -> ForeignKeyConstraint:
    """The foreign key to the learner, the only one that a learner-owned table may have."""
    return next(iter(table.foreign_key_constraints))


def _dropped(table: Table) -> str:
    return f"ALTER TABLE {table.name} DROP CONSTRAINT IF EXISTS {_key(table).name}"


def _made_again(table: Table) -> str:
    return str(AddConstraint(_key(table)).compile(dialect=postgresql.dialect())).strip()  # type: ignore[no-untyped-call]


def _distribute(table: Table) -> str:
    together = "" if table.name == ROOT else f", colocate_with => '{ROOT}'"
    return f"SELECT create_distributed_table('{_quoted(table)}', '{KEY}'{together})"


def _quoted(table: Table) -> str:
    """The name as an identifier: `user` is a word of SQL."""
    return f'"{table.name}"' if table.name == "user" else table.name
