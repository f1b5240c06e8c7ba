"""Tests of network.moderation."""
