"""Who works together: agreements, their parties and roles, until when they hold, and who works with whom."""
