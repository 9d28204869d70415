"""tilt"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "7b1f0e4c52aa"
down_revision: str | None = "d5a1c0de9b17"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("card", sa.Column("record", sa.Double(), nullable=False, server_default="0.9"))
    op.add_column("fit", sa.Column("tilt", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("fit", "tilt")
    op.drop_column("card", "record")
