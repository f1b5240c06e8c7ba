"""Forums of the network: an event with an agenda, challenges raised, solutions agreed and documents."""
