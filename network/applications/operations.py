"""Writes of applications: one comes in, is asked about, answered, accepted or refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from network.accounts.models import Role
from network.accounts.operations import invite
from network.applications.letters import Site, send_news, tell_coordinators, tell_of_invitation
from network.applications.models import Application, ApplicationMessage, ApplicationState
from network.applications.queries import OPEN
from network.audit.operations import record
from network.core.clock import KYIV
from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.phones import normalize_phone
from network.core.text import clean, clean_lines
from network.mail.addresses import check_address
from network.mail.letters import quote
from network.moderation.fields import get_kind
from network.moderation.models import Action
from network.moderation.recording import add_revision
from network.organizations.models import Membership, Organization, OrganizationKind
from network.organizations.moderated import CODE as ORGANIZATION
from network.organizations.operations import add_organization
from network.organizations.registry_codes import check_edrpou
from network.places.models import Place

KIND = "application"
APPLICANT = "applicant"
"""Who applied, in the audit record: nothing else is known of them."""
LONGEST_TEXT = 2_000


class Stale(Exception):
    """The application is no longer what the decision was made on."""


class NotCalled(BadInput):
    """Who applied writes from elsewhere than the directory's organization is known to be, and nobody has called it."""


@dataclass(frozen=True, kw_only=True)
class Details:
    """What an organization says of itself."""

    name_uk: str
    name_en: str
    kind: OrganizationKind
    edrpou: str
    origin: Place | None
    community: Place
    activities: str
    email: str
    phone: str


def apply(*, session: Session, details: Details, moment: datetime, site: Site) -> tuple[Application, str]:
    """Keep an application and mail its private link; gives the link's token, which is kept nowhere. Raises BadInput.

    Whether the directory has such an organization makes no difference here: nobody learns it from the answer.
    """
    application = Application(
        name_uk=clean(details.name_uk),
        name_en=clean(details.name_en),
        kind=details.kind,
        edrpou=check_edrpou(details.edrpou) if details.edrpou else "",
        origin=details.origin,
        community=details.community,
        activities=_text(details.activities, _l("Write what your organization does.")),
        email=check_address(details.email),
        phone=normalize_phone(details.phone)[0],
        created_at=moment,
    )
    if not application.name_uk:
        raise BadInput(_l("An organization needs a name."))
    check_lengths(application)
    session.add(application)
    session.flush()
    token = send_news(session, application, "received", {}, moment, site)
    tell_coordinators(session, application, "", site)
    _note(session, APPLICANT, "application.received", application)
    return application, token


def ask(
    *,
    session: Session,
    application: Application,
    version: int,
    question: str,
    by: int,
    moment: datetime,
    site: Site,
) -> None:
    """Ask who applied for more; raises Stale when it has moved on, BadInput without a question."""
    text = _text(question, _l("Write what you want to know."))
    _move(session, application, version, ApplicationState.ASKED)
    _add_message(session, application, text, moment, author_id=by)
    send_news(session, application, "asked", {"question": quote(text)}, moment, site)
    _note(session, str(by), "application.asked", application)


def answer(*, session: Session, application: Application, text: str, moment: datetime, site: Site) -> None:
    """Take the applicant's answer; raises Stale when nothing is asked, BadInput for an empty answer."""
    text = _text(text, _l("Write your answer."))
    if application.state != ApplicationState.ASKED:
        raise Stale
    _move(session, application, application.version, ApplicationState.WAITING)
    _add_message(session, application, text, moment)
    tell_coordinators(session, application, text, site)
    _note(session, APPLICANT, "application.answered", application)


def refuse(
    *,
    session: Session,
    application: Application,
    version: int,
    reason: str,
    by: int,
    moment: datetime,
    site: Site,
) -> None:
    """Refuse with a reason that who applied reads; raises Stale when it has moved on, BadInput without a reason."""
    text = _text(reason, _l("Write the reason: the organization will read it."), 1_000)
    _move(
        session, application, version, ApplicationState.REFUSED, reason=text, decider_id=by, decided_at=moment
    )
    send_news(session, application, "refused", {"reason": quote(text)}, moment, site)
    _note(session, str(by), "application.refused", application)


def accept(
    *,
    session: Session,
    application: Application,
    version: int,
    organization: Organization | None,
    by: int,
    moment: datetime,
    site: Site,
    is_published: bool = True,
    has_called: bool = False,
) -> Organization:
    """Make the applicant a member, as a new organization or as one that the directory has, and invite its administrator.

    A new one has the application's words and is shown at once, or, without `is_published`, when its page is ready; of
    one that is there already no word is changed, and it is told who was invited. Raises Stale when the application has
    moved on, BadInput when another organization has the code, NotCalled when the application's mailbox or phone is not
    the published one and nobody `has_called`.
    """
    today = moment.astimezone(KYIV).date()
    _lock(session, application, version)
    strange = find_strange(application, organization) if organization else []
    if strange and not has_called:
        raise NotCalled(_l("Call the number in the directory first: this mailbox will look after the pages."))
    accepted = organization or _add_organization(session, application, by, moment, is_published)
    accepted.membership, accepted.member_since = Membership.MEMBER, accepted.member_since or today
    session.flush()
    _move(
        session,
        application,
        version,
        ApplicationState.ACCEPTED,
        organization_id=accepted.id,
        decider_id=by,
        decided_at=moment,
    )
    invite(
        session=session,
        email=application.email,
        organization_id=accepted.id,
        role=Role.ADMINISTRATOR,
        by=str(by),
    )
    send_news(session, application, "accepted", {}, moment, site)
    said: dict[str, object] = {"organization": accepted.id}
    if organization:
        tell_of_invitation(session, application, organization, site)
        said |= {"existing": True, "differs": strange, "called": has_called}
    _note(session, str(by), "application.accepted", application, **said)
    return accepted


def find_strange(application: Application, organization: Organization) -> list[str]:
    """Which of mailbox and phone are not those that the directory has of the organization."""
    kept = {"email": organization.email.lower(), "phone": organization.phone}
    told = {"email": application.email.lower(), "phone": application.phone}
    return [key for key in told if told[key] != kept[key]]


def _add_organization(
    session: Session, application: Application, by: int, moment: datetime, is_published: bool
) -> Organization:
    """The page that the applicant begins with, its first revision and its words in the search."""
    code = application.edrpou or None
    if code and session.scalar(select(Organization.id).where(Organization.edrpou == code)) is not None:
        raise BadInput(_l("Another organization of the directory has this EDRPOU code. Choose it."))
    organization = add_organization(
        session=session,
        name_uk=application.name_uk,
        name_en=application.name_en,
        kind=OrganizationKind(application.kind),
        edrpou=code,
        description_uk=application.activities,
        origin=application.origin,
        community=application.community,
        email=application.email,
        phone=application.phone,
        entered_on=moment.astimezone(KYIV).date(),
        is_published=is_published,
    )
    spec = get_kind(ORGANIZATION)
    add_revision(
        session=session,
        kind=ORGANIZATION,
        record_id=organization.id,
        organization_id=organization.id,
        action=Action.CREATED,
        before={},
        after=spec.read(session, spec.get(session, organization.id)),
        proposer_id=None,
        decider_id=by,
        now=moment,
    )
    spec.index(session, organization)
    return organization


def _lock(session: Session, application: Application, version: int) -> None:
    """Let a decision that writes more than its own row wait for another one, and see what became of it; raises Stale."""
    session.refresh(application, ["state", "version"], with_for_update=True)
    if application.version != version or not application.is_open:
        raise Stale


def _move(
    session: Session, application: Application, version: int, state: ApplicationState, **values: Any
) -> None:
    """Change the state, once: of two decisions on the same version the second is stale, on both engines."""
    moved = session.execute(
        update(Application)
        .where(Application.id == application.id, Application.version == version, Application.state.in_(OPEN))
        .values(state=state, version=version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    if not moved.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor, which knows
        raise Stale
    session.refresh(application, ["state", "version", *values])


def _text(text: str, empty: str, longest: int = LONGEST_TEXT) -> str:
    cleaned = clean_lines(text)
    if not cleaned:
        raise BadInput(empty)
    if len(cleaned) > longest:
        raise BadInput(_l("Write at most %(max)d characters.", max=longest))
    return cleaned


def _add_message(
    session: Session, application: Application, text: str, moment: datetime, author_id: int | None = None
) -> None:
    message = ApplicationMessage(
        application_id=application.id,
        is_question=author_id is not None,
        author_id=author_id,
        text=text,
        at=moment,
    )
    session.add(message)
    session.flush()
    session.expire(application, ["messages"])


def _note(session: Session, actor: str, action: str, application: Application, **details: object) -> None:
    record(
        session=session,
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=application.id,
        details={"version": application.version, **details},
    )


__all__ = [
    "Details", "NotCalled", "Site", "Stale", "accept", "answer", "apply", "ask", "find_strange", "refuse",
]  # fmt: skip
