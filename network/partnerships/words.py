"""The words for kinds, roles, states and audiences of partnerships."""

from __future__ import annotations

from network.core.i18n import lazy_gettext as _l
from network.files.audiences import SharedWith
from network.partnerships.models import PartnershipKind, PartnershipState, PartyRole

KINDS = {
    PartnershipKind.MEMORANDUM: _l("Memorandum"),
    PartnershipKind.COOPERATION: _l("Cooperation"),
    PartnershipKind.IMPLEMENTING: _l("Carrying out a program"),
    PartnershipKind.FUNDING: _l("Funding"),
    PartnershipKind.REFERRAL: _l("Referring families to each other"),
}

ROLES = {
    PartyRole.IMPLEMENTER: _l("Carries it out"),
    PartyRole.COMMUNITY_AUTHORITY: _l("Community authority"),
    PartyRole.PUBLIC_INSTITUTION: _l("Public institution"),
    PartyRole.DONOR: _l("Donor"),
    PartyRole.UN_AGENCY: _l("UN agency"),
    PartyRole.TECHNICAL_PARTNER: _l("Technical partner"),
    PartyRole.HOST: _l("Gives the place"),
}

STATES = {
    PartnershipState.DRAFT: _l("Not confirmed by anybody yet"),
    PartnershipState.WAITING: _l("Waits for the other side"),
    PartnershipState.ACTIVE: _l("In force"),
    PartnershipState.EXPIRES_SOON: _l("Ends soon"),
    PartnershipState.EXPIRED: _l("Its term is over"),
    PartnershipState.ENDED: _l("Ended"),
}

AUDIENCES = {
    SharedWith.PUBLIC: _l("Everybody"),
    SharedWith.NETWORK: _l("Members of the network"),
    SharedWith.PARTIES: _l("The parties only"),
}
