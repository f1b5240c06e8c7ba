"""How the directory bears size: a seeded generator of records, and a measurement of the main pages."""
