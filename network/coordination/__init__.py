"""The coordinators' pages: what waits for a decision, a call or an answer."""
