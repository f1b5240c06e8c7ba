"""Proposed changes, versions and history of records, trusted organizations, and how to refer to a service."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVE = sa.text("state IN ('draft', 'waiting', 'sent_back')")


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("proposers", sa.JSON(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("escalated_level", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('published', 'sent_back') OR (decider_id IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_changes_decider"),
        ),
        sa.CheckConstraint("state <> 'waiting' OR proposed_at IS NOT NULL", name=op.f("ck_changes_proposed")),
        sa.CheckConstraint("state <> 'sent_back' OR reason <> ''", name=op.f("ck_changes_reason")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_changes_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changes_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_changes_proposer_id"), ["proposer_id"], unique=False)
        batch_op.create_index("ix_changes_queue", ["state", "proposed_at"], unique=False)
        batch_op.create_index(
            "uq_changes_live",
            ["kind", "record_id"],
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        )

    op.create_table(
        "record_versions",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", name=op.f("pk_record_versions")),
    )

    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=True),
        sa.Column("decider_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name=op.f("fk_revisions_change_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_revisions_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
    )
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revisions_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_revisions_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index("uq_revisions_version", ["kind", "record_id", "version"], unique=True)

    op.create_table(
        "trusted_organizations",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_trusted_organizations_organization_id")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_trusted_organizations")),
    )

    op.create_table(
        "service_referrals",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("how_uk", sa.String(length=600), nullable=False),
        sa.Column("how_en", sa.String(length=600), nullable=False),
        sa.Column("who_uk", sa.String(length=200), nullable=False),
        sa.Column("who_en", sa.String(length=200), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "answer_days IS NULL OR (answer_days BETWEEN 0 AND 90)",
            name=op.f("ck_service_referrals_answer_days"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["services.id"],
            name=op.f("fk_service_referrals_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_service_referrals")),
    )


def downgrade() -> None:
    op.drop_table("service_referrals")
    op.drop_table("trusted_organizations")
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.drop_index("uq_revisions_version")
        batch_op.drop_index(batch_op.f("ix_revisions_organization_id"))
        batch_op.drop_index(batch_op.f("ix_revisions_at"))

    op.drop_table("revisions")
    op.drop_table("record_versions")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index("uq_changes_live")
        batch_op.drop_index("ix_changes_queue")
        batch_op.drop_index(batch_op.f("ix_changes_proposer_id"))
        batch_op.drop_index(batch_op.f("ix_changes_organization_id"))

    op.drop_table("changes")
