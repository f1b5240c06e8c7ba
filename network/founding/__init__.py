"""The facts that the network starts with."""
