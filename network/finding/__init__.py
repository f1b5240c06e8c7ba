"""Which services reach a place and in which order: the one question that every surface asks."""
