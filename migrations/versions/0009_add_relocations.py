"""What moved: from where to where, when, with whom, and what goes on as what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "relocations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("origin_location_id", sa.Integer(), nullable=True),
        sa.Column("host_location_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("moved_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("families", sa.Integer(), nullable=True),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("resources_uk", sa.String(length=400), nullable=False),
        sa.Column("resources_en", sa.String(length=400), nullable=False),
        sa.Column("note_uk", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("overwritten", sa.Text(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state = 'planned' OR host_id IS NOT NULL", name=op.f("ck_relocations_host")),
        sa.CheckConstraint("children IS NULL OR children >= 0", name=op.f("ck_relocations_children")),
        sa.CheckConstraint("families IS NULL OR families >= 0", name=op.f("ck_relocations_families")),
        sa.ForeignKeyConstraint(["host_id"], ["places.id"], name=op.f("fk_relocations_host_id")),
        sa.ForeignKeyConstraint(
            ["host_location_id"],
            ["locations.id"],
            name=op.f("fk_relocations_host_location_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_relocations_organization_id")
        ),
        sa.ForeignKeyConstraint(["origin_id"], ["places.id"], name=op.f("fk_relocations_origin_id")),
        sa.ForeignKeyConstraint(
            ["origin_location_id"],
            ["locations.id"],
            name=op.f("fk_relocations_origin_location_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["relocations.id"], name=op.f("fk_relocations_previous_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_relocations_service_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["services.id"], name=op.f("fk_relocations_successor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["mobile_teams.id"], name=op.f("fk_relocations_team_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relocations")),
        sa.UniqueConstraint("slug", name=op.f("uq_relocations_slug")),
    )
    with op.batch_alter_table("relocations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_relocations_flow", ["origin_id", "host_id", "state", "is_published"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_relocations_host_id"), ["host_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_relocations_host_location_id"), ["host_location_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_relocations_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_relocations_origin_location_id"), ["origin_location_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_relocations_previous_id"), ["previous_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_relocations_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_relocations_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_relocations_successor_id"), ["successor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_relocations_team_id"), ["team_id"], unique=False)


def downgrade() -> None:
    op.drop_table("relocations")
