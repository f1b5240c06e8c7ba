"""What every page has: the network's name, the language switch, dates and numbers in words, the directory's phone."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, request

from network.core.assets import asset_url
from network.core.clock import date_words, day_words, days_words, today
from network.core.i18n import LANGUAGES, PREFIX, other_language, pick, reader_language
from network.core.phones import format_phone
from network.finding.cards import describe_stop, describe_when
from network.freshness.limits import limits
from network.freshness.states import check_of
from network.services.results import describe_result


def init_app(app: Flask) -> None:
    """Give templates the words of every page."""
    app.jinja_env.globals.update(
        asset_url=asset_url,
        reader_language=reader_language,
        other_language=other_language,
        language_links=language_links,
        public_url=public_url,
        date_words=date_words,
        day_words=day_words,
        days_words=days_words,
        today=today,
        pick=pick,
        check_of=check_of,
        freshness_limits=limits,
        visit_words=describe_when,
        stop_words=describe_stop,
        result_words=describe_result,
    )
    app.jinja_env.filters["phone"] = format_phone
    app.context_processor(_settings)


def _settings() -> dict[str, Any]:
    config = current_app.config
    return {
        "site_name": pick(config["SITE_NAME_UK"], config["SITE_NAME_EN"]),
        "directory_phone": config["DIRECTORY_PHONE"],
        "directory_phone_hours": pick(config["DIRECTORY_PHONE_HOURS_UK"], config["DIRECTORY_PHONE_HOURS_EN"]),
        "directory_email": config["DIRECTORY_EMAIL"],
    }


def language_links() -> dict[str, str]:
    """The addresses of this very page in each language, as paths."""
    query = f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""
    return {language: (PREFIX if language == "en" else "") + request.path + query for language in LANGUAGES}


def public_url(path: str) -> str:
    """An address for people outside: from configuration, never from what a request says of its host."""
    return str(current_app.config["PUBLIC_URL"]) + path
