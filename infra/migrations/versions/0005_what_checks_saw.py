"""What the checks saw: the rows and measures that each looked at, and from where the next round need go on.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("check_run", sa.Column("observed", postgresql.JSONB(), server_default="{}", nullable=False))
    op.add_column("check_run", sa.Column("version", sa.String(), server_default="", nullable=False))
    op.add_column("check_run", sa.Column("snapshot", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Drop what `upgrade` added."""
    for column in ("observed", "version", "snapshot"):
        op.drop_column("check_run", column)
