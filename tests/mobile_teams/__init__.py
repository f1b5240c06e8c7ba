"""Tests of mobile teams."""
