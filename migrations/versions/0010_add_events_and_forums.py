"""Trainings and other events, and forums with their challenges, solutions and documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("summary_uk", sa.String(length=300), nullable=False),
        sa.Column("summary_en", sa.String(length=300), nullable=False),
        sa.Column("description_uk", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("for_whom_uk", sa.String(length=300), nullable=False),
        sa.Column("for_whom_en", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("when_uk", sa.String(length=80), nullable=False),
        sa.Column("when_en", sa.String(length=80), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("is_online", sa.Boolean(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("spot_uk", sa.String(length=300), nullable=False),
        sa.Column("spot_en", sa.String(length=300), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("enrolment", sa.String(length=12), nullable=False),
        sa.Column("enrolment_until", sa.Date(), nullable=True),
        sa.Column("enrolment_how_uk", sa.String(length=600), nullable=False),
        sa.Column("enrolment_how_en", sa.String(length=600), nullable=False),
        sa.Column("enrolment_phone", sa.String(length=20), nullable=False),
        sa.Column("enrolment_email", sa.String(length=200), nullable=False),
        sa.Column("enrolment_link", sa.String(length=300), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("results_uk", sa.Text(), nullable=False),
        sa.Column("results_en", sa.Text(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_events_days")),
        sa.CheckConstraint("participants IS NULL OR participants >= 0", name=op.f("ck_events_participants")),
        sa.CheckConstraint("seats IS NULL OR seats >= 0", name=op.f("ck_events_seats")),
        sa.ForeignKeyConstraint(["community_id"], ["places.id"], name=op.f("fk_events_community_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_events_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_events_service_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("slug", name=op.f("uq_events_slug")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_community_id"), ["community_id"], unique=False)
        batch_op.create_index("ix_events_listed", ["is_published", "starts_on", "kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_sort_uk"), ["sort_uk"], unique=False)

    op.create_table(
        "event_organizations",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_organizations_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_event_organizations_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "organization_id", name=op.f("pk_event_organizations")),
    )
    with op.batch_alter_table("event_organizations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_organizations_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "event_communities",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_communities_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_event_communities_place_id")),
        sa.PrimaryKeyConstraint("event_id", "place_id", name=op.f("pk_event_communities")),
    )
    with op.batch_alter_table("event_communities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_communities_place_id"), ["place_id"], unique=False)

    op.create_table(
        "forums",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("agenda_uk", sa.Text(), nullable=False),
        sa.Column("agenda_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_forums_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forums")),
        sa.UniqueConstraint("event_id", name=op.f("uq_forums_event_id")),
    )

    op.create_table(
        "forum_participants",
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["forum_id"], ["forums.id"], name=op.f("fk_forum_participants_forum_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_forum_participants_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("forum_id", "organization_id", name=op.f("pk_forum_participants")),
    )
    with op.batch_alter_table("forum_participants", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_forum_participants_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "forum_challenges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_uk", sa.String(length=600), nullable=False),
        sa.Column("text_en", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(
            ["forum_id"], ["forums.id"], name=op.f("fk_forum_challenges_forum_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_challenges")),
    )
    with op.batch_alter_table("forum_challenges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_challenges_forum_id"), ["forum_id"], unique=False)

    op.create_table(
        "forum_solutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_uk", sa.String(length=600), nullable=False),
        sa.Column("text_en", sa.String(length=600), nullable=False),
        sa.Column("progress_uk", sa.String(length=600), nullable=False),
        sa.Column("progress_en", sa.String(length=600), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["forum_challenges.id"],
            name=op.f("fk_forum_solutions_challenge_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["forum_id"], ["forums.id"], name=op.f("fk_forum_solutions_forum_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["organizations.id"], name=op.f("fk_forum_solutions_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_solutions")),
    )
    with op.batch_alter_table("forum_solutions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_solutions_challenge_id"), ["challenge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_solutions_forum_id"), ["forum_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_solutions_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "forum_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("title_uk", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("shared_with", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["forum_id"], ["forums.id"], name=op.f("fk_forum_documents_forum_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_documents")),
    )
    with op.batch_alter_table("forum_documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_documents_forum_id"), ["forum_id"], unique=False)


def downgrade() -> None:
    op.drop_table("forum_documents")
    op.drop_table("forum_solutions")
    op.drop_table("forum_challenges")
    op.drop_table("forum_participants")
    op.drop_table("forums")
    op.drop_table("event_communities")
    op.drop_table("event_organizations")
    op.drop_table("events")
