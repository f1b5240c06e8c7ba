"""Tests of the generator and of the measuring."""
