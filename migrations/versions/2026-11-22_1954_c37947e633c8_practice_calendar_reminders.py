"""practice, calendar, reminders"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import quizapp.db.base

revision: str = "c37947e633c8"
down_revision: str | None = "b1a5e0c0ffee"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "practice",
        _learner_id(),
        sa.Column("practice_id", quizapp.db.base.Id(), nullable=False),
        sa.Column("started_at", quizapp.db.base.Instant(), nullable=False),
        sa.Column("ends_at", quizapp.db.base.Instant(), nullable=True),
        sa.Column("ended_at", quizapp.db.base.Instant(), nullable=True),
        sa.Column("feedback", sa.Boolean(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        _of_learner("practice"),
        sa.PrimaryKeyConstraint("learner_id", "practice_id", name=op.f("pk_practice")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "calendar_feed",
        _learner_id(),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", quizapp.db.base.Instant(), nullable=False),
        _of_learner("calendar_feed"),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_calendar_feed")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reminder_sent",
        _learner_id(),
        sa.Column("sent_on", quizapp.db.base.Day(), nullable=False),
        sa.Column("sent_at", quizapp.db.base.Instant(), nullable=False),
        _of_learner("reminder_sent"),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_reminder_sent")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("reminder_sent", "calendar_feed", "practice"):
        op.drop_table(table)


def _learner_id() -> sa.Column[int]:
    return sa.Column("learner_id", sa.BigInteger(), autoincrement=False, nullable=False)


def _of_learner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["learner_id"],
        ["learner.learner_id"],
        name=op.f(f"fk_{table}_learner_id_learner"),
        ondelete="CASCADE",
    )
