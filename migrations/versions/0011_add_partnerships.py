"""Agreements, their parties, and the reminders of their ends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partnerships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("description_uk", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("shared_with", sa.String(length=10), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("document_shared_with", sa.String(length=10), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "signed_on IS NULL OR valid_until IS NULL OR signed_on <= valid_until",
            name=op.f("ck_partnerships_period"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_partnerships_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerships")),
        sa.UniqueConstraint("slug", name=op.f("uq_partnerships_slug")),
    )
    with op.batch_alter_table("partnerships", schema=None) as batch_op:
        batch_op.create_index(
            "ix_partnerships_listed", ["is_published", "shared_with", "kind", "valid_until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_partnerships_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_partnerships_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnerships_sort_uk"), ["sort_uk"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnerships_valid_until"), ["valid_until"], unique=False)

    op.create_table(
        "partnership_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("funding_step", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by", sa.Integer(), nullable=True),
        sa.Column("is_agreed_by_call", sa.Boolean(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_reason", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(
            "funding_step IS NULL OR funding_step > 0", name=op.f("ck_partnership_parties_funding_step")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_partnership_parties_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_partnership_parties_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_parties")),
    )
    with op.batch_alter_table("partnership_parties", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partnership_parties_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(
            "uq_partnership_parties_organization", ["partnership_id", "organization_id"], unique=True
        )

    op.create_table(
        "partnership_communities",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_partnership_communities_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_partnership_communities_place_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "place_id", name=op.f("pk_partnership_communities")),
    )
    with op.batch_alter_table("partnership_communities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_communities_place_id"), ["place_id"], unique=False)

    op.create_table(
        "partnership_services",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_partnership_services_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["services.id"],
            name=op.f("fk_partnership_services_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("partnership_id", "service_id", name=op.f("pk_partnership_services")),
    )
    with op.batch_alter_table("partnership_services", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_services_service_id"), ["service_id"], unique=False)

    op.create_table(
        "renewal_reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_renewal_reminders_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewal_reminders")),
    )
    with op.batch_alter_table("renewal_reminders", schema=None) as batch_op:
        batch_op.create_index(
            "uq_renewal_reminders_sent", ["partnership_id", "valid_until", "days"], unique=True
        )


def downgrade() -> None:
    op.drop_table("renewal_reminders")
    op.drop_table("partnership_services")
    op.drop_table("partnership_communities")
    op.drop_table("partnership_parties")
    op.drop_table("partnerships")
