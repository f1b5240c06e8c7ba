"""Settings from the environment: development needs none; production is one variable and then insists on the rest."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
GUESSABLE = ("dev", "secret", "change", "test", "password", "key", "example", "12345", "qwerty", "flask")


class ConfigurationError(RuntimeError):
    """The environment does not allow a safe start; the message says what to set."""


def read_settings(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Flask settings from environment variables (the README lists them); raises ConfigurationError."""
    production = _environment(environ) == "production"
    host, port = environ.get("HOST", "127.0.0.1"), environ.get("PORT", "5000")
    settings: dict[str, Any] = {
        "NETWORK_ENV": "production" if production else "development",
        "SECRET_KEY": environ.get("SECRET_KEY", ""),
        "PUBLIC_URL": environ.get("PUBLIC_URL", "").rstrip("/") or f"http://{host}:{port}",
        "TRUSTED_HOSTS": _list(environ.get("ALLOWED_HOSTS", "")),
        "SQLALCHEMY_DATABASE_URI": _database_url(environ),
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},
        "SITE_NAME_UK": environ.get("SITE_NAME_UK", "Голоси Донеччини"),
        "SITE_NAME_EN": environ.get("SITE_NAME_EN", "Voices of Donetsk Region"),
        "DIRECTORY_PHONE": environ.get("DIRECTORY_PHONE", ""),
        "DIRECTORY_PHONE_HOURS_UK": environ.get("DIRECTORY_PHONE_HOURS_UK", ""),
        "DIRECTORY_PHONE_HOURS_EN": environ.get("DIRECTORY_PHONE_HOURS_EN", ""),
        "DIRECTORY_EMAIL": environ.get("DIRECTORY_EMAIL", ""),
        "FRESHNESS_STALE_DAYS": _days(environ, "FRESHNESS_STALE_DAYS", 90),
        "FRESHNESS_HIDDEN_DAYS": _days(environ, "FRESHNESS_HIDDEN_DAYS", 180),
        "FEEDBACK_KEPT_DAYS": _days(environ, "FEEDBACK_KEPT_DAYS", 30),
        "APPLICATIONS_KEPT_DAYS": _days(environ, "APPLICATIONS_KEPT_DAYS", 180),
        "FEEDBACK_LONGEST_DAYS": _days(environ, "FEEDBACK_LONGEST_DAYS", 90),
        "REMIND_AFTER_DAYS": _days(environ, "REMIND_AFTER_DAYS", 60),
        "MAP_TILES_URL": environ.get("MAP_TILES_URL", ""),
        "MAP_TILES_ATTRIBUTION": environ.get("MAP_TILES_ATTRIBUTION", ""),
        "TRUSTED_PROXIES": int(environ.get("TRUSTED_PROXIES", "0")),
        "LIMIT_ACCOUNT": environ.get("LIMIT_ACCOUNT", "8 per 15 minutes"),
        "LIMIT_ACCOUNT_MAIL": environ.get("LIMIT_ACCOUNT_MAIL", "10 per hour"),
        "LIMIT_CONFIRM": environ.get("LIMIT_CONFIRM", "10 per minute; 60 per hour"),
        "LIMIT_JOIN": environ.get("LIMIT_JOIN", "10 per minute; 30 per hour"),
        "LIMIT_FEEDBACK": environ.get("LIMIT_FEEDBACK", "10 per minute; 60 per hour"),
        "LIMIT_SIGN_IN": environ.get("LIMIT_SIGN_IN", "60 per minute; 600 per hour"),
        "RATELIMIT_STORAGE_URI": environ.get("RATELIMIT_STORAGE_URI", "") or "memory://",
        "PASSWORD_COST": {"memory_kib": 65_536, "rounds": 3, "lanes": 4},  # argon2id; RFC 9106, second choice
        "MAIL_URL": _mail_url(environ),
        "MAIL_FROM": environ.get("MAIL_FROM", ""),
        "MAIL_FOLDER": str(ROOT / "instance" / "mail"),
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 500_000,
        "MAX_FORM_PARTS": 1_000,
        "SESSION_COOKIE_NAME": "session",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,  # a form may lie open as long as its session lives
    }
    if production:
        _insist(settings)
    else:
        settings["SECRET_KEY"] = settings["SECRET_KEY"] or "development only, never in production"
        settings["MAIL_FROM"] = settings["MAIL_FROM"] or "network@example.org"
        settings["TRUSTED_HOSTS"] = settings["TRUSTED_HOSTS"] or ["127.0.0.1", "localhost", "[::1]", host]
    return settings


def _environment(environ: Mapping[str, str]) -> str:
    name = environ.get("NETWORK_ENV", "development")
    if name not in {"development", "production"}:
        raise ConfigurationError(f"NETWORK_ENV is {name!r}: it is 'development' or 'production'.")
    return name


def _insist(settings: dict[str, Any]) -> None:
    key = settings["SECRET_KEY"]
    if len(key) < 32 or len(set(key)) < 12 or any(word in key.lower() for word in GUESSABLE):
        raise ConfigurationError(
            "SECRET_KEY is missing or guessable. Make one: python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    if not settings["PUBLIC_URL"].startswith("https://"):
        raise ConfigurationError("PUBLIC_URL is the address people use and begins with https://")
    if not settings["TRUSTED_HOSTS"] or "*" in settings["TRUSTED_HOSTS"]:
        raise ConfigurationError(
            "ALLOWED_HOSTS lists the host names that this server answers to, with commas."
        )
    if settings["MAIL_URL"] and "@" not in settings["MAIL_FROM"]:
        raise ConfigurationError("MAIL_FROM is the address that mails come from; MAIL_URL needs it.")
    settings["SESSION_COOKIE_SECURE"] = True
    settings["SESSION_COOKIE_NAME"] = "__Host-session"


def _days(environ: Mapping[str, str], name: str, usual: int) -> int:
    text = environ.get(name, "") or str(usual)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ConfigurationError(f"{name} is {text!r}: it is a number of days, 1 or more.")
    return int(text)


def _mail_url(environ: Mapping[str, str]) -> str:
    url = environ.get("MAIL_URL", "")
    if url and not url.startswith(("smtp://", "smtps://")):
        raise ConfigurationError(
            "MAIL_URL is smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    return url


def _list(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _database_url(environ: Mapping[str, str]) -> str:
    url = environ.get("DATABASE_URL", "")
    if not url:
        folder = ROOT / "instance"
        folder.mkdir(exist_ok=True)
        return f"sqlite:///{folder / 'network.sqlite3'}"
    return url.replace("postgres://", "postgresql://", 1)
