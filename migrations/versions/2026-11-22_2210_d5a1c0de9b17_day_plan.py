"""day plan"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d5a1c0de9b17"
down_revision: str | None = "c37947e633c8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "day_plan",
        sa.Column("learner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.String(length=32), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learner.learner_id"],
            name=op.f("fk_day_plan_learner_id_learner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "scope", name=op.f("pk_day_plan")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("day_plan")
