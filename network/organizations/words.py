"""The words for kinds and memberships of organizations."""

from __future__ import annotations

from network.core.i18n import lazy_gettext as _l
from network.organizations.models import Membership, OrganizationKind

KINDS = {
    OrganizationKind.CIVIL_SOCIETY: _l("Civil society organization"),
    OrganizationKind.COMMUNITY_AUTHORITY: _l("Community authority"),
    OrganizationKind.PUBLIC_INSTITUTION: _l("Public institution"),
    OrganizationKind.DONOR: _l("Donor"),
    OrganizationKind.UN_AGENCY: _l("UN agency"),
    OrganizationKind.INITIATIVE: _l("Initiative"),
}

MEMBERSHIPS = {
    Membership.MEMBER: _l("Member of the network"),
    Membership.PARTNER: _l("Partner of the network"),
    Membership.APPLIED: _l("Has applied to join"),
    Membership.FORMER: _l("Former member"),
}
