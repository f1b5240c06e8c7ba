"""Mobile teams: who travels, with which services, and where the team stops next."""
