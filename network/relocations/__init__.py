"""What moved: from which home community to which host community, when, with whom, and what goes on as what."""
