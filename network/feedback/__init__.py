"""What people without an account tell about a record that is wrong, and what became of it."""
