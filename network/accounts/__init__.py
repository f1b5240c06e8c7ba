"""People of the network: who signs in, with which role, and for how long."""
