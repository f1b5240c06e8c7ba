"""Numbers for urgent help, with who verified each and when."""
