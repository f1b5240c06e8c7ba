"""Member organizations, community authorities, institutions, donors and partners of the network."""
