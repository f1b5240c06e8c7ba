"""Tests of the coordinators’ pages."""
