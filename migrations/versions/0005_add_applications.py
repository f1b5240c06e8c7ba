"""Applications to join, the questions and answers about them, and their private links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("edrpou", sa.String(length=8), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("activities", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(state = 'accepted') = (organization_id IS NOT NULL)", name=op.f("ck_applications_organization")
        ),
        sa.CheckConstraint("state <> 'refused' OR reason <> ''", name=op.f("ck_applications_reason")),
        sa.CheckConstraint(
            "state IN ('waiting', 'asked') OR (decider_id IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_applications_decider"),
        ),
        sa.ForeignKeyConstraint(["community_id"], ["places.id"], name=op.f("fk_applications_community_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_applications_organization_id")
        ),
        sa.ForeignKeyConstraint(["origin_id"], ["places.id"], name=op.f("fk_applications_origin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
    )
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_applications_community_id"), ["community_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_applications_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_applications_origin_id"), ["origin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_applications_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_applications_sort_uk"), ["sort_uk"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_applications_state_created_at"), ["state", "created_at"], unique=False
        )

    op.create_table(
        "application_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_links_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_application_links_token_hash")),
    )
    with op.batch_alter_table("application_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_application_links_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "application_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("is_question", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_messages_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_messages")),
    )
    with op.batch_alter_table("application_messages", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_application_messages_application_id"), ["application_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("application_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_messages_application_id"))

    op.drop_table("application_messages")
    with op.batch_alter_table("application_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_links_application_id"))

    op.drop_table("application_links")
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_applications_state_created_at"))
        batch_op.drop_index(batch_op.f("ix_applications_sort_uk"))
        batch_op.drop_index(batch_op.f("ix_applications_sort_en"))
        batch_op.drop_index(batch_op.f("ix_applications_origin_id"))
        batch_op.drop_index(batch_op.f("ix_applications_organization_id"))
        batch_op.drop_index(batch_op.f("ix_applications_community_id"))

    op.drop_table("applications")
