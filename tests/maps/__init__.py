"""Tests of the map capability."""
