"""Tests of urgent numbers."""
