"""The members’ page: what waits for them, all that is theirs, and the forms that change it."""
