"""What would settle a flag, in both languages.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = ("resolution_en", "resolution_ar")


def upgrade() -> None:
    """Add the columns; the next round of checks fills those of flags that it brings up again."""
    for column in COLUMNS:
        op.add_column("flag", sa.Column(column, sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """Drop what `upgrade` added."""
    for column in COLUMNS:
        op.drop_column("flag", column)
