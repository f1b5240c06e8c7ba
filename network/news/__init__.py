"""News of the network and of its members."""
