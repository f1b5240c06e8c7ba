"""A fictional network to look at and to test with, never for production."""
