"""The mails of applications: to who applied, to the coordinators, and to an organization that somebody was invited to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from network.accounts.models import Role
from network.accounts.queries import find_members
from network.applications.models import Application, ApplicationLink
from network.applications.tokens import hash_of
from network.core.tokens import new_token
from network.mail.letters import quote
from network.mail.operations import queue
from network.organizations.models import Organization


@dataclass(frozen=True)
class Site:
    """What links and mails need of the site: its key, its address, and the coordinators' mailbox, if there is one."""

    key: str
    url: str
    coordinators: str


def causes_of(application_id: int) -> tuple[str, str, str]:
    """What the mails about an application name as their cause: to who applied, to coordinators, to the organization."""
    own = f"application {application_id}"
    return own, f"{own} for coordinators", f"{own} for the organization"


def send_news(
    session: Session,
    application: Application,
    news: str,
    values: Mapping[str, object],
    moment: datetime,
    site: Site,
) -> str:
    """Mail who applied what is new, with a link of its own; gives the link's token."""
    token = new_token()
    session.add(
        ApplicationLink(token_hash=hash_of(token, site.key), application_id=application.id, created_at=moment)
    )
    name_en = application.name_en or application.name_uk
    queue(
        session=session,
        recipient=application.email,
        cause=causes_of(application.id)[0],
        subject_uk=f"Заявка до мережі: {application.name_uk}",
        subject_en=f"Application to the network: {name_en}",
        template="application",
        values={
            "news": news,
            "name_uk": application.name_uk,
            "name_en": name_en,
            "link_uk": f"{site.url}/join/{token}",
            "link_en": f"{site.url}/en/join/{token}",
            **values,
        },
    )
    return token


def tell_coordinators(session: Session, application: Application, text: str, site: Site) -> None:
    """Without a mailbox of the coordinators their overview alone tells them."""
    if not site.coordinators:
        return
    queue(
        session=session,
        recipient=site.coordinators,
        cause=causes_of(application.id)[1],
        subject_uk=f"Заявка чекає рішення: {application.name_uk}",
        subject_en=f"An application waits: {application.name_en or application.name_uk}",
        template="application_waits",
        values={
            "name_uk": application.name_uk,
            "name_en": application.name_en or application.name_uk,
            "text": quote(text) if text else "",
            "link_uk": f"{site.url}/coordination/applications/{application.id}",
            "link_en": f"{site.url}/en/coordination/applications/{application.id}",
        },
    )


def tell_of_invitation(
    session: Session, application: Application, organization: Organization, site: Site
) -> None:
    """Tell the organization's published mailbox and its present administrators whom the network invites to its pages."""
    members = find_members(session, organization.id)
    told = {organization.email.lower()} | {user.email for user, role in members if role is Role.ADMINISTRATOR}
    name_en = organization.name_en or organization.name_uk
    for recipient in sorted(told - {"", application.email.lower()}):
        queue(
            session=session,
            recipient=recipient,
            cause=causes_of(application.id)[2],
            subject_uk=f"Нова адреса доглядає за сторінками: {organization.name_uk}",
            subject_en=f"A new address looks after the pages of {name_en}",
            template="administrator_invited",
            values={
                "name_uk": organization.name_uk,
                "name_en": name_en,
                "email": application.email,
                "coordinators": site.coordinators,
                "link_uk": f"{site.url}/about",
                "link_en": f"{site.url}/en/about",
            },
        )
