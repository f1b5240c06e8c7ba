"""Tests of the fictional network."""
