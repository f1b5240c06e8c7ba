"""Moderation: proposed changes of any registered kind of record, decisions on them, versions and history."""
