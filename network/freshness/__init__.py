"""How long ago a record was confirmed, and what follows from it."""
