"""Erasing what organizations wrote that were refused long ago: nobody needs it any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from network.applications.letters import causes_of
from network.applications.models import Application, ApplicationLink, ApplicationMessage, ApplicationState
from network.audit.operations import record
from network.mail.models import Mail


def forget(*, session: Session, moment: datetime, kept_days: int) -> int:
    """Erase applications refused so many days ago with their messages, links and mails; gives how many they were."""
    ids = session.scalars(
        select(Application.id).where(
            Application.state == ApplicationState.REFUSED,
            Application.decided_at < moment - timedelta(days=kept_days),
        )
    ).all()
    if not ids:
        return 0
    causes = [cause for application_id in ids for cause in causes_of(application_id)]
    session.execute(delete(Mail).where(Mail.cause.in_(causes)))
    for model in (ApplicationMessage, ApplicationLink):
        session.execute(delete(model).where(model.application_id.in_(ids)))
    session.execute(delete(Application).where(Application.id.in_(ids)))
    record(session=session, actor="command", action="applications.forget", details={"count": len(ids)})
    return len(ids)
