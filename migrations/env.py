"""Alembic's entry: migrates over the connection that `services.migration` opened."""

from alembic import context

from quizapp.db import accounts, library, study  # noqa: F401 (they fill the metadata)
from quizapp.db.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
