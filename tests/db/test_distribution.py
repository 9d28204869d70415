"""The rules that let learners be spread over servers, read off the models."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, Table, UniqueConstraint

from quizapp.db import distribution
from quizapp.services.copying import tables

OWNED = [table for table in tables() if distribution.is_learner_owned(table)]
SHARED = [table for table in tables() if not distribution.is_learner_owned(table)]


def named(table: Table) -> str:
    return table.name


def test_cards_reviews_and_days_belong_to_learners() -> None:
    assert {"learner", "card", "review", "day_total", "enrolment"} <= {table.name for table in OWNED}


@pytest.mark.parametrize("table", OWNED, ids=named)
def test_whatever_is_unique_of_a_learner_names_the_learner(table: Table) -> None:
    unique = [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
    unique += [index.columns for index in table.indexes if index.unique]
    assert all(distribution.KEY in columns for columns in unique)


@pytest.mark.parametrize("table", OWNED, ids=named)
def test_what_a_learner_owns_refers_to_nothing_but_the_learner(table: Table) -> None:
    keys = list(table.foreign_key_constraints)
    assert [key.referred_table.name for key in keys] == ([] if table.name == "learner" else ["learner"])
    assert all(key.column_keys == [distribution.KEY] for key in keys)


@pytest.mark.parametrize("table", SHARED, ids=named)
def test_shared_tables_refer_to_shared_tables_only(table: Table) -> None:
    assert {key.referred_table for key in table.foreign_key_constraints} <= set(SHARED)


def test_every_table_is_either_distributed_or_copied_to_each_server() -> None:
    wanted = dict(distribution.statements(tables()[0].metadata))
    assert set(wanted) == {table.name for table in tables()}
    assert wanted["role"] == ["SELECT create_reference_table('role')"]
    spread = "SELECT create_distributed_table('card', 'learner_id', colocate_with => 'learner')"
    assert spread in wanted["card"]


def test_a_foreign_key_dropped_before_the_learner_is_distributed_is_made_again() -> None:
    wanted = dict(distribution.statements(tables()[0].metadata))
    dropped = {statement.split()[2] for statement in wanted["learner"] if "DROP CONSTRAINT" in statement}
    assert dropped == {table.name for table in OWNED} - {"learner"}
    for name in dropped:
        assert [wanted[name][place].split()[3] for place in (0, -1)] == ["DROP", "ADD"]


def test_a_server_without_citus_is_told_so(database: Engine) -> None:
    with database.connect() as connection, pytest.raises(distribution.NoCitus):
        distribution.distribute(connection, tables()[0].metadata)
