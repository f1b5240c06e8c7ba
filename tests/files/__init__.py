"""Tests of documents that people attach."""
