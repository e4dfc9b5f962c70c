"""Names that analysts say stand for others.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, and the trigger that keeps it append-only."""
    op.create_table(
        "alias",
        sa.Column("alias_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stands_for", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("name <> '' AND stands_for <> ''", name="alias_names_both"),
        sa.CheckConstraint("author <> '' AND reason <> ''", name="alias_names_author_and_reason"),
        sa.PrimaryKeyConstraint("alias_id"),
    )
    op.execute(
        "CREATE TRIGGER alias_is_append_only BEFORE UPDATE OR DELETE ON alias "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """Drop what `upgrade` made."""
    op.drop_table("alias")
