"""The composed pages of one organization, community, service, mobile team or home community."""
