"""Tests of the profiles pages."""
