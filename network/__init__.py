"""The directory and partnership registry of a network of civil society organizations."""
