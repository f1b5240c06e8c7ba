"""Mail that cannot be lost: a row in the outbox with its cause, sent afterwards."""
