"""The states of flags: which may follow which, why, and every step that was taken.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CAUSE = postgresql.ENUM(
    "found", "changed", "gone", "done", "updated", "settled", "ruled", name="flag_cause", create_type=False
)
STATE = postgresql.ENUM(name="flag_state", create_type=False)
MAY_FOLLOW = {
    "open": ("assigned", "confirmed", "dismissed", "resolved"),
    "assigned": ("open", "reopened", "confirmed", "dismissed", "resolved"),
    "confirmed": ("dismissed", "resolved", "reopened"),
    "dismissed": ("confirmed", "reopened"),
    "resolved": ("reopened",),
    "reopened": ("assigned", "confirmed", "dismissed", "resolved"),
}


def upgrade() -> None:
    """Create the columns, the history, and the triggers that keep both right."""
    CAUSE.create(op.get_bind())
    op.add_column("flag", sa.Column("cause", CAUSE, server_default=sa.text("'found'::flag_cause"), nullable=False))
    op.add_column("flag", sa.Column("by_claim", sa.Uuid(), nullable=True))
    op.add_column("flag", sa.Column("by_decision", sa.BigInteger(), nullable=True))
    op.add_column("flag", sa.Column("readings", sa.String(), server_default="", nullable=False))
    op.add_column(
        "flag", sa.Column("changed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
    )
    op.create_table(
        "flag_event",
        sa.Column("flag_event_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("flag_id", sa.Uuid(), nullable=False),
        sa.Column("before", STATE, nullable=True),
        sa.Column("after", STATE, nullable=False),
        sa.Column("cause", CAUSE, nullable=False),
        sa.Column("by_claim", sa.Uuid(), nullable=True),
        sa.Column("by_decision", sa.BigInteger(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["flag.flag_id"]),
        sa.PrimaryKeyConstraint("flag_event_id"),
    )
    op.create_index(op.f("ix_flag_event_flag_id"), "flag_event", ["flag_id"], unique=False)
    op.execute("INSERT INTO flag_event (flag_id, after, cause) SELECT flag_id, state, cause FROM flag ORDER BY flag_id")
    steps = ", ".join(f"('{before}', '{after}')" for before, states in MAY_FOLLOW.items() for after in states)
    op.execute(
        f"""
        CREATE FUNCTION refuse_step() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (OLD.state::text, NEW.state::text) NOT IN ({steps}) THEN
                RAISE EXCEPTION 'a flag that is % cannot become %', OLD.state, NEW.state
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'flag_state_follows';
            END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION keep_step() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO flag_event (flag_id, before, after, cause, by_claim, by_decision)
            VALUES (NEW.flag_id, CASE TG_OP WHEN 'UPDATE' THEN OLD.state END, NEW.state, NEW.cause, NEW.by_claim,
                    NEW.by_decision);
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER flag_state_follows BEFORE UPDATE ON flag FOR EACH ROW "
        "WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION refuse_step()"
    )
    op.execute("CREATE TRIGGER flag_is_opened AFTER INSERT ON flag FOR EACH ROW EXECUTE FUNCTION keep_step()")
    op.execute(
        "CREATE TRIGGER flag_takes_a_step AFTER UPDATE ON flag FOR EACH ROW "
        "WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION keep_step()"
    )
    op.execute(
        "CREATE TRIGGER flag_event_is_append_only BEFORE UPDATE OR DELETE ON flag_event "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """Drop what `upgrade` made."""
    for trigger in ("flag_state_follows", "flag_is_opened", "flag_takes_a_step"):
        op.execute(f"DROP TRIGGER {trigger} ON flag")
    op.drop_table("flag_event")
    for column in ("cause", "by_claim", "by_decision", "readings", "changed_at"):
        op.drop_column("flag", column)
    op.execute("DROP FUNCTION refuse_step()")
    op.execute("DROP FUNCTION keep_step()")
    CAUSE.drop(op.get_bind())
