"""How a mail is written: the same words as plain text and as calm HTML, Ukrainian first, English below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from network.core.i18n import in_language
from network.core.text import clean

LANGUAGES = ("uk", "en")
BETWEEN = "— — —"
FRAME = "mail/_frame.html"
_LINK = re.compile(r"(?P<label>.*?):?\s*(?P<url>https?://\S+)")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Quoted(str):
    """Another person's words, line by line behind `> `; `quote` makes them."""

    __slots__ = ()


@dataclass(frozen=True)
class Line:
    """One line of a paragraph; with `url` it is a link of the site, and `text` its words."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together; quoted ones are another person's words."""

    lines: tuple[Line, ...]
    is_quoted: bool = False


@dataclass(frozen=True)
class Letter:
    """What a template became in both languages: the text part and the HTML part."""

    text: str
    html: str


def write_letter(title: str, template: str, values: Mapping[str, Any]) -> Letter:
    """Fill `templates/mail/<template>.uk.txt` and `.en.txt`; needs an application context."""
    texts = {language: _fill(template, language, values) for language in LANGUAGES}
    parts = [(language, paragraphs_of(text)) for language, text in texts.items()]
    html = current_app.jinja_env.get_template(FRAME).render(title=title, parts=parts)
    return Letter(text=f"\n\n{BETWEEN}\n\n".join(texts.values()) + "\n", html=html)


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text: parted by empty lines; lines of `> ` are quoted and never hold a link."""
    return tuple(_paragraph(block.split("\n")) for block in re.split(r"\n{2,}", text) if block)


def quote(text: str) -> Quoted:
    """Somebody's words as a value of a mail: each line behind `> `, so that nothing in them acts as the mail's own."""
    lines = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip().split("\n")
    return Quoted("\n".join(f"> {line}".rstrip() for line in lines))


def mail_host() -> str:
    """The host in Message-IDs: that of the address people use."""
    return urlsplit(current_app.config["PUBLIC_URL"]).hostname or "localhost"


def _fill(template: str, language: str, values: Mapping[str, Any]) -> str:
    site = current_app.config[f"SITE_NAME_{language.upper()}"]
    with in_language(language):
        page = current_app.jinja_env.get_template(f"mail/{template}.{language}.txt")
        text = page.render({"site_name": site} | {name: _value(value) for name, value in values.items()})
    lines = [line.rstrip() for line in _UNSEEN.sub("", text).strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _value(value: Any) -> Any:
    """A text is one line unless it was quoted, and an address only if it is one of the site and nothing else.

    So no value can write paragraphs or links of its own.
    """
    if not isinstance(value, str) or isinstance(value, Quoted):
        return value
    line = clean(str(value))
    return line if _is_ours(line) and " " not in line else _SCHEME.sub("", line)


def _paragraph(lines: list[str]) -> Paragraph:
    if all(line.startswith(">") for line in lines):
        return Paragraph(tuple(Line(line[1:].strip()) for line in lines), is_quoted=True)
    return Paragraph(tuple(_line(line) for line in lines))


def _line(line: str) -> Line:
    """A line that ends in an address of this site is a link; foreign addresses stay plain text."""
    found = _LINK.fullmatch(line)
    if found is None or not _is_ours(found["url"]):
        return Line(line)
    return Line(found["label"].strip() or found["url"], found["url"])


def _is_ours(url: str) -> bool:
    return url.startswith(str(current_app.config["PUBLIC_URL"]) + "/")
