"""Organizations that ask to join the network, and what became of it."""
