"""Headers of every answer: a strict content policy with a fresh nonce, no sniffing, no referrer abroad, no foreign frame."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from secure import ContentSecurityPolicy


def nonce() -> str:
    """The nonce of this answer, made when a template first asks for it."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def init_app(app: Flask) -> None:
    """Add the headers to each answer and give templates `nonce()`."""
    app.jinja_env.globals["nonce"] = nonce
    app.after_request(_add_headers)


def _content_policy() -> str:
    script = ["'self'", f"'nonce-{g.csp_nonce}'"] if "csp_nonce" in g else ["'self'"]
    tiles = urlsplit(current_app.config.get("MAP_TILES_URL", ""))
    images = ["'self'", "data:"]
    if tiles.netloc:
        images.append(f"{tiles.scheme}://{tiles.netloc.replace('{s}', '*')}")
    policy = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src(*script)
        .style_src("'self'")
        .img_src(*images)
        .connect_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .object_src("'none'")
        .frame_ancestors("'none'")
    )
    return str(policy.header_value)


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    # Not «no-referrer»: that makes browsers send «Origin: null» with our own forms.
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault(
        "Permissions-Policy", "camera=(), microphone=(), payment=(), geolocation=(self)"
    )
    if response.mimetype in {"text/html", "application/xhtml+xml"}:
        response.headers["Content-Security-Policy"] = _content_policy()
    if current_app.config["NETWORK_ENV"] == "production":
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.method in {"GET", "HEAD"} and response.status_code == 200:
        _make_cacheable(response)
    return response


def _make_cacheable(response: Response) -> None:
    """Public pages may be kept a minute by anybody; a nonce must never come from a cache."""
    if "csp_nonce" in g:
        response.headers.setdefault("Cache-Control", "no-store")
        return
    response.headers.setdefault("Cache-Control", "public, max-age=60")
    if not response.is_streamed and not response.direct_passthrough:
        response.add_etag()
        response.make_conditional(request)
