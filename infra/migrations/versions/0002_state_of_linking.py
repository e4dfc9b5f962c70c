"""The state of linking: keys, days and mergers, by which a run goes on where the last one stood.

Claims that were linked before are placed anew by the next run, which keeps their clusters' names.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NO_DAY = sa.text("'9999-12-31'::date")


def upgrade() -> None:
    """Create the tables, and have every claim placed anew."""
    op.create_table(
        "former_place",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.claim_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_id"),
    )
    op.create_table(
        "cluster_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), server_default=_NO_DAY, nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "claim_id"),
    )
    op.create_index("cluster_key_day_idx", "cluster_key", ["day"])
    op.create_index("cluster_key_cluster_idx", "cluster_key", ["cluster_id"])
    op.create_table(
        "cluster_merge",
        sa.Column("cluster_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), server_default=_NO_DAY, nullable=False),
        sa.PrimaryKeyConstraint("cluster_id"),
    )
    op.create_index(op.f("ix_cluster_merge_into_id"), "cluster_merge", ["into_id"])
    op.create_table(
        "cluster_event",
        sa.Column("cluster_event_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event", sa.Enum("merged", "split", name="cluster_fate"), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("cluster_event_id"),
        sa.UniqueConstraint("event", "cluster_id", "other_id", name="cluster_event_is_told_once"),
    )
    signature = sa.Column("signature", sa.LargeBinary(), server_default=sa.text("''::bytea"), nullable=False)
    op.add_column("article_copy", signature)
    op.execute("DELETE FROM article_copy")
    op.add_column("cluster_member", sa.Column("placed_in", sa.Uuid(), nullable=True))
    op.add_column("cluster_member", sa.Column("day", sa.Date(), server_default=_NO_DAY, nullable=False))
    op.add_column("cluster_member", sa.Column("stands", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.drop_index(op.f("ix_cluster_member_cluster_id"), table_name="cluster_member")
    op.create_index("cluster_member_latest_idx", "cluster_member", ["cluster_id", "day", "claim_id"])
    op.create_index("cluster_member_standing_idx", "cluster_member", ["cluster_id"], postgresql_where=sa.text("stands"))
    op.create_index("cluster_member_day_idx", "cluster_member", ["day"])
    op.execute("INSERT INTO former_place SELECT claim_id, cluster_id FROM cluster_member")
    op.execute("DELETE FROM link WHERE decided_by LIKE 'rule:%'")
    op.execute("DELETE FROM cluster")


def downgrade() -> None:
    """Drop what `upgrade` made; the clusters stay as they stand."""
    op.drop_index("cluster_member_day_idx", table_name="cluster_member")
    op.drop_index("cluster_member_standing_idx", table_name="cluster_member")
    op.drop_index("cluster_member_latest_idx", table_name="cluster_member")
    op.create_index(op.f("ix_cluster_member_cluster_id"), "cluster_member", ["cluster_id"])
    for name in ("stands", "day", "placed_in"):
        op.drop_column("cluster_member", name)
    op.drop_column("article_copy", "signature")
    for name in ("cluster_event", "cluster_merge", "cluster_key", "former_place"):
        op.drop_table(name)
    op.execute("DROP TYPE cluster_fate")
