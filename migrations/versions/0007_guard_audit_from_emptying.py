"""The audit record refuses to be emptied at once, or to have an entry written over."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SQLITE_GUARD = (
    "CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries "
    "WHEN EXISTS (SELECT 1 FROM audit_entries WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END"
)
"""SQLite has no TRUNCATE, but `INSERT OR REPLACE` removes a row without asking the guard of DELETE."""
POSTGRESQL_GUARD = (
    "CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
)


def upgrade() -> None:
    op.execute(SQLITE_GUARD if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_GUARD)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entries_no_replace")
    else:
        op.execute("DROP TRIGGER audit_entries_no_truncate ON audit_entries")
