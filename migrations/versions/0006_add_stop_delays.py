"""Days on which a mobile team comes late to a stop."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mobile_team_stop_delays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 5 AND 300", name=op.f("ck_mobile_team_stop_delays_minutes")),
        sa.ForeignKeyConstraint(
            ["stop_id"],
            ["mobile_team_stops.id"],
            name=op.f("fk_mobile_team_stop_delays_stop_id_mobile_team_stops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mobile_team_stop_delays")),
    )
    op.create_index(
        "uq_mobile_team_stop_delays_day", "mobile_team_stop_delays", ["stop_id", "on_day"], unique=True
    )


def downgrade() -> None:
    op.drop_table("mobile_team_stop_delays")
