"""Tests: a folder a feature, named like it."""
