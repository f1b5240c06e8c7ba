"""Tests of the founding facts."""
