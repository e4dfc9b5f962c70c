"""The first tables: articles, claims, links, clusters, checks, flags, decisions.

Revision ID: 0001
Revises:
"""

# ruff: noqa: E501 (the expressions of constraints stand as the tables give them)

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ENUMS = (
    "attribution",
    "check_severity",
    "comparator",
    "concept_kind",
    "flag_severity",
    "flag_state",
    "flag_type",
    "kind",
    "relation",
    "ruling",
    "set_aside_reason",
    "side",
    "status",
)


def upgrade() -> None:
    """Create the extensions, the tables, and the trigger that keeps decisions append-only."""
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "action_conflict",
        sa.Column("action_a", sa.String(), nullable=False),
        sa.Column("action_b", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("action_a", "action_b"),
    )
    op.create_table(
        "check_run",
        sa.Column("check_run_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("data_key", sa.String(), nullable=False),
        sa.Column("check_name", sa.String(), nullable=False),
        sa.Column("expectation", sa.String(), nullable=False),
        sa.Column("severity", sa.Enum("stop", "warn", "flag", name="check_severity"), nullable=False),
        sa.Column("success", sa.Boolean(), nullable=False),
        sa.Column("offenders", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("offenders >= 0", name="check_run_counts_offenders"),
        sa.CheckConstraint("seconds >= 0", name="check_run_took_time"),
        sa.CheckConstraint("success = (offenders = 0)", name="check_run_fails_by_its_offenders"),
        sa.PrimaryKeyConstraint("check_run_id"),
    )
    op.create_index(op.f("ix_check_run_data_key"), "check_run", ["data_key"], unique=False)
    op.create_table(
        "cluster", sa.Column("cluster_id", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("cluster_id")
    )
    op.create_table(
        "concept",
        sa.Column(
            "kind",
            sa.Enum("unit", "measure", "action", "head", "qualifier", "place", name="concept_kind"),
            nullable=False,
        ),
        sa.Column("concept_id", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("label_ar", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("within", sa.String(), nullable=True),
        sa.CheckConstraint("nature IN ('toll', 'stock', 'flow', 'event')", name="concept_nature_is_known"),
        sa.PrimaryKeyConstraint("kind", "concept_id"),
    )
    op.create_table(
        "decision",
        sa.Column("decision_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("claim_a", sa.Uuid(), nullable=True),
        sa.Column("claim_b", sa.Uuid(), nullable=True),
        sa.Column("flag_id", sa.Uuid(), nullable=True),
        sa.Column(
            "ruling", sa.Enum("same", "different", "confirmed", "dismissed", "withdrawn", name="ruling"), nullable=False
        ),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("author <> '' AND reason <> ''", name="decision_names_author_and_reason"),
        sa.CheckConstraint("(claim_a IS NULL) <> (flag_id IS NULL)", name="decision_on_a_pair_or_a_flag"),
        sa.CheckConstraint("(claim_a IS NULL) = (claim_b IS NULL)", name="decision_on_a_whole_pair"),
        sa.CheckConstraint("claim_a < claim_b", name="decision_pair_in_order"),
        sa.PrimaryKeyConstraint("decision_id"),
    )
    op.create_index("decision_pair_idx", "decision", ["claim_a", "claim_b"], unique=False)
    op.create_index(op.f("ix_decision_flag_id"), "decision", ["flag_id"], unique=False)
    op.create_table(
        "flag",
        sa.Column("flag_id", sa.Uuid(), nullable=False),
        sa.Column("check_name", sa.String(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "value",
                "deadline",
                "status",
                "denial",
                "self_contradiction",
                "misquote",
                "overdue",
                "arithmetic",
                "data",
                name="flag_type",
            ),
            nullable=False,
        ),
        sa.Column("severity", sa.Enum("low", "medium", "high", name="flag_severity"), nullable=False),
        sa.Column("explanation_en", sa.String(), nullable=False),
        sa.Column("explanation_ar", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "assigned", "confirmed", "dismissed", "resolved", "reopened", name="flag_state"),
            server_default=sa.text("'open'::flag_state"),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("flag_id"),
    )
    op.create_index("flag_queue_idx", "flag", ["state", "severity", "type"], unique=False)
    op.create_index(op.f("ix_flag_check_name"), "flag", ["check_name"], unique=False)
    op.create_table(
        "outlet",
        sa.Column("outlet_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name="outlet_has_a_name"),
        sa.PrimaryKeyConstraint("outlet_id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "run",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("data_key", sa.String(), nullable=False),
        sa.Column("written", postgresql.JSONB(), nullable=False),
        sa.Column("seconds", postgresql.JSONB(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("run_id"),
    )
    op.create_table(
        "set_aside",
        sa.Column("set_aside_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "missing_file",
                "empty",
                "broken_json",
                "missing_field",
                "bad_field",
                "unknown_encoding",
                "too_large",
                "no_article",
                "future_date",
                "url_conflict",
                "unreachable",
                name="set_aside_reason",
            ),
            nullable=False,
        ),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("line IS NULL OR line > 0", name="set_aside_line_counts_from_one"),
        sa.PrimaryKeyConstraint("set_aside_id"),
    )
    op.create_table(
        "article",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("outlet_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("ingested_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("lang IN ('ar', 'en')", name="article_lang_is_known"),
        sa.CheckConstraint("text <> ''", name="article_has_text"),
        sa.CheckConstraint("length(url) BETWEEN 1 AND 2000", name="article_url_is_given"),
        sa.ForeignKeyConstraint(
            ["outlet_id"],
            ["outlet.outlet_id"],
        ),
        sa.PrimaryKeyConstraint("article_id"),
        sa.UniqueConstraint("url"),
    )
    op.create_index(op.f("ix_article_outlet_id"), "article", ["outlet_id"], unique=False)
    op.create_index(op.f("ix_article_published"), "article", ["published"], unique=False)
    op.create_table(
        "article_copy",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.CheckConstraint("similarity BETWEEN 0 AND 1", name="article_copy_similarity_is_a_share"),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["group_id"], ["article.article_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_index(op.f("ix_article_copy_group_id"), "article_copy", ["group_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("numeric", "policy", name="kind"), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("speaker_role", sa.String(), nullable=True),
        sa.Column("via", sa.String(), nullable=True),
        sa.Column("attribution", sa.Enum("direct", "indirect", "outlet", name="attribution"), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column(
            "comparator",
            sa.Enum(
                "exact",
                "at_least",
                "at_most",
                "more_than",
                "less_than",
                "approx",
                "between",
                "vague",
                name="comparator",
            ),
            nullable=True,
        ),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("quantity_text", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("object", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "announced",
                "planned",
                "agreed",
                "ongoing",
                "completed",
                "postponed",
                "denied",
                "hypothetical",
                name="status",
            ),
            nullable=True,
        ),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("period_text", sa.String(), nullable=True),
        sa.Column("period_resolved", sa.Boolean(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column(
            "quantity",
            postgresql.NUMRANGE(),
            sa.Computed(
                "CASE WHEN comparator IS NULL THEN NULL ELSE numrange(low::numeric, high::numeric, CASE comparator WHEN 'more_than' THEN '(]' WHEN 'less_than' THEN '[)' ELSE '[]' END) END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "period",
            postgresql.DATERANGE(),
            sa.Computed(
                "CASE WHEN period_start IS NULL AND period_end IS NULL THEN NULL ELSE daterange(period_start, period_end, '[]') END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(kind = 'numeric') = (comparator IS NOT NULL AND unit IS NOT NULL AND quantity_text IS NOT NULL)",
            name="claim_numeric_has_a_quantity",
        ),
        sa.CheckConstraint("(kind = 'policy') <= (status IS NOT NULL)", name="claim_policy_has_a_status"),
        sa.CheckConstraint("(kind = 'policy') = (action IS NOT NULL)", name="claim_policy_has_an_action"),
        sa.CheckConstraint("(unit = 'money') >= (currency IS NOT NULL)", name="claim_currency_is_of_money"),
        sa.CheckConstraint(
            "comparator IS NULL OR CASE comparator WHEN 'exact' THEN low = high WHEN 'approx' THEN low = high WHEN 'at_least' THEN low IS NOT NULL AND high IS NULL WHEN 'more_than' THEN low IS NOT NULL AND high IS NULL WHEN 'at_most' THEN low IS NULL AND high IS NOT NULL WHEN 'less_than' THEN low IS NULL AND high IS NOT NULL WHEN 'between' THEN low IS NOT NULL AND high IS NOT NULL ELSE low IS NOT NULL OR high IS NOT NULL END",
            name="claim_bounds_suit_the_comparator",
        ),
        sa.CheckConstraint(
            "(period_text IS NULL) = (period_resolved IS NULL) AND coalesce(period_resolved, false) = (period_start IS NOT NULL OR period_end IS NOT NULL)",
            name="claim_period_says_if_resolved",
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="claim_confidence_is_a_share"),
        sa.CheckConstraint("length(quote) = span_end - span_start", name="claim_quote_fills_its_span"),
        sa.CheckConstraint("low IS NULL OR high IS NULL OR low <= high", name="claim_bounds_in_order"),
        sa.CheckConstraint(
            "period_start IS NULL OR period_end IS NULL OR period_start <= period_end", name="claim_period_in_order"
        ),
        sa.CheckConstraint(
            "sentence_start <= span_start AND span_end <= sentence_end", name="claim_span_in_its_sentence"
        ),
        sa.CheckConstraint("span_start >= 0 AND span_end > span_start", name="claim_span_in_order"),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_id"),
        sa.UniqueConstraint("article_id", "kind", "span_start", "span_end", name="claim_one_a_kind_and_span"),
    )
    op.create_index("claim_period_idx", "claim", ["period"], unique=False, postgresql_using="gist")
    op.create_index("claim_quantity_idx", "claim", ["quantity"], unique=False, postgresql_using="gist")
    op.create_index("claim_topic_idx", "claim", ["measure", "action", "subject", "place"], unique=False)
    op.create_table(
        "extraction",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.CheckConstraint("claims >= 0", name="extraction_counts_claims"),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_table(
        "cluster_member",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.claim_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.cluster_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_id"),
    )
    op.create_index(op.f("ix_cluster_member_cluster_id"), "cluster_member", ["cluster_id"], unique=False)
    op.create_table(
        "flag_claim",
        sa.Column("flag_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.Enum("a", "b", name="side"), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.claim_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["flag_id"], ["flag.flag_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("flag_id", "claim_id"),
    )
    op.create_index(op.f("ix_flag_claim_claim_id"), "flag_claim", ["claim_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("claim_a", sa.Uuid(), nullable=False),
        sa.Column("claim_b", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.Enum("same", "update", "contradicts", "copy", name="relation"), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.CheckConstraint("jsonb_typeof(reasons) = 'array'", name="link_reasons_are_a_list"),
        sa.CheckConstraint("claim_a < claim_b", name="link_pair_in_order"),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name="link_score_is_a_share"),
        sa.ForeignKeyConstraint(["claim_a"], ["claim.claim_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["claim_b"], ["claim.claim_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_a", "claim_b"),
    )
    op.create_index(op.f("ix_link_claim_b"), "link", ["claim_b"], unique=False)
    op.create_index("link_relation_idx", "link", ["relation"], unique=False)
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER decision_is_append_only BEFORE UPDATE OR DELETE ON decision "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """Drop what `upgrade` made; the extensions stay, others may use them."""
    op.drop_index("link_relation_idx", table_name="link")
    op.drop_index(op.f("ix_link_claim_b"), table_name="link")
    op.drop_table("link")
    op.drop_index(op.f("ix_flag_claim_claim_id"), table_name="flag_claim")
    op.drop_table("flag_claim")
    op.drop_index(op.f("ix_cluster_member_cluster_id"), table_name="cluster_member")
    op.drop_table("cluster_member")
    op.drop_table("extraction")
    op.drop_index("claim_topic_idx", table_name="claim")
    op.drop_index("claim_quantity_idx", table_name="claim", postgresql_using="gist")
    op.drop_index("claim_period_idx", table_name="claim", postgresql_using="gist")
    op.drop_table("claim")
    op.drop_index(op.f("ix_article_copy_group_id"), table_name="article_copy")
    op.drop_table("article_copy")
    op.drop_index(op.f("ix_article_published"), table_name="article")
    op.drop_index(op.f("ix_article_outlet_id"), table_name="article")
    op.drop_table("article")
    op.drop_table("set_aside")
    op.drop_table("run")
    op.drop_table("outlet")
    op.drop_index(op.f("ix_flag_check_name"), table_name="flag")
    op.drop_index("flag_queue_idx", table_name="flag")
    op.drop_table("flag")
    op.drop_index(op.f("ix_decision_flag_id"), table_name="decision")
    op.drop_index("decision_pair_idx", table_name="decision")
    op.drop_table("decision")
    op.drop_table("concept")
    op.drop_table("cluster")
    op.drop_index(op.f("ix_check_run_data_key"), table_name="check_run")
    op.drop_table("check_run")
    op.drop_table("action_conflict")
    op.execute("DROP FUNCTION refuse_change()")
    for name in ENUMS:
        op.execute(f"DROP TYPE {name}")
