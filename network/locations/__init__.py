"""Places where organizations work, and the one function that decides what of them may be shown."""
