"""Applications to join: the form, the private page, the writes."""
