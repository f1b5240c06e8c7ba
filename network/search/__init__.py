"""Full-text search over what features hand in, the same on SQLite and PostgreSQL."""
