"""Tests of freshness, reminders and confirmation links."""
