"""Tests of topics and categories."""
