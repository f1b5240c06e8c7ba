"""Trainings and other events: when, where, for whom, and how to enrol."""
