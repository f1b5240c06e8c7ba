"""The mails of accounts: links that work once, and word of what was changed, each queued with its cause."""

from __future__ import annotations

from flask import current_app
from sqlalchemy.orm import Session

from network.accounts.models import User
from network.core.i18n import PREFIX
from network.mail.letters import write_letter
from network.mail.operations import queue

NOTICES = {
    "password": ("Ваш пароль змінено", "Your password was changed"),
    "second_factor": ("Другий крок входу змінено", "Your second step of signing in was changed"),
    "no_second_factor": ("Другий крок входу вимкнено", "Your second step of signing in was switched off"),
    "recovery_code": ("Використано запасний код", "A recovery code was used"),
    "recovery_codes": ("Запасні коди замінено новими", "Your recovery codes were replaced"),
    "passkey": ("Додано ключ доступу", "A passkey was added"),
    "no_passkey": ("Ключ доступу вилучено", "A passkey was removed"),
    "email_asked": (
        "Хтось просить змінити адресу вашого облікового запису",
        "Somebody asked to change the address of your account",
    ),
    "email": ("Адресу вашого облікового запису змінено", "The address of your account was changed"),
}
DECISIONS = {
    "shut_out": ("Ваш обліковий запис закрито", "Your account was closed"),
    "let_in_again": ("Ваш обліковий запис знову відкрито", "Your account is open again"),
    "signed_out": ("Ваші сеанси в довіднику завершено на всіх пристроях", "You were signed out everywhere"),
    "no_second_factor": (
        "Ваш телефон від’єднано, під час наступного входу під’єднайте новий",
        "Your phone was disconnected; connect a new one at the next sign-in",
    ),
    "no_coordinator": ("Ви більше не координатор мережі", "You are no longer a coordinator of the network"),
    "no_administrator": (
        "Ви більше не системний адміністратор довідника",
        "You are no longer a system administrator of the directory",
    ),
    "oblasts": ("Області, якими ви опікуєтеся, змінено", "The oblasts that you look after were changed"),
}
"""What those who look after people did."""
SIGN_IN = ("Посилання для входу", "Link to sign in")


def send_sign_in_link(*, session: Session, user: User, token: str) -> None:
    """The link that signs in without a password."""
    _send(session, user, "sign_in_link", SIGN_IN, _addresses(f"/sign-in/link/{token}"))


def write_to_nobody() -> None:
    """The work of a mail without the mail, so that an unknown address takes as long as a known one."""
    write_letter(SIGN_IN[0], "sign_in_link", _addresses("/sign-in/link/nobody"))


def send_reset(*, session: Session, user: User, token: str) -> None:
    """The link to a new password."""
    _send(session, user, "reset", ("Новий пароль", "A new password"), _addresses(f"/reset/{token}"))


def send_address_link(*, session: Session, email: str, token: str) -> None:
    """The link that proves a new address, sent to that address."""
    subjects = ("Підтвердьте нову адресу", "Confirm your new address")
    _send_to(session, email, "new_address", subjects, _addresses(f"/account/email/{token}"))


def send_invitation(*, session: Session, user: User, token: str) -> None:
    """The link to begin with."""
    subjects = ("Запрошення до довідника", "An invitation to the directory")
    _send(session, user, "invitation", subjects, _addresses(f"/invitation/{token}"))


def send_notice(*, session: Session, user: User, what: str) -> None:
    """Word to a person's address that something of the account was changed."""
    values = _addresses("/reset") | {"what_uk": NOTICES[what][0], "what_en": NOTICES[what][1]}
    _send(session, user, "account_changed", NOTICES[what], values)


def send_decision(*, session: Session, user: User, what: str) -> None:
    """Word to a person of what somebody who looks after people did with the account."""
    values = _addresses("/sign-in") | {"what_uk": DECISIONS[what][0], "what_en": DECISIONS[what][1]}
    _send(session, user, "account_decided", DECISIONS[what], values)


def send_left_alone(*, session: Session, user: User, name_uk: str, name_en: str) -> None:
    """Word to a coordinator that nobody is left to invite people in an organization."""
    subjects = (f"Без адміністратора: {name_uk}", f"Without an administrator: {name_en}")
    values = _addresses("/coordination") | {"name_uk": name_uk, "name_en": name_en}
    _send(session, user, "left_alone", subjects, values)


def _addresses(path: str) -> dict[str, str]:
    public_url = str(current_app.config["PUBLIC_URL"])
    return {"link_uk": public_url + path, "link_en": public_url + PREFIX + path}


def _send(
    session: Session, user: User, template: str, subjects: tuple[str, str], values: dict[str, str]
) -> None:
    _send_to(session, user.email, template, subjects, values)


def _send_to(
    session: Session, email: str, template: str, subjects: tuple[str, str], values: dict[str, str]
) -> None:
    queue(
        session=session,
        recipient=email,
        cause=f"accounts.{template}",
        subject_uk=subjects[0],
        subject_en=subjects[1],
        template=template,
        values=values,
    )
