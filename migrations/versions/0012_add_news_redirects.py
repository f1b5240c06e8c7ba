"""Addresses of news items that became records of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "news_redirects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("endpoint", sa.String(length=60), nullable=False),
        sa.Column("target_slug", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news_redirects")),
        sa.UniqueConstraint("slug", name=op.f("uq_news_redirects_slug")),
    )


def downgrade() -> None:
    op.drop_table("news_redirects")
