"""What must never leave, and what must never break."""
