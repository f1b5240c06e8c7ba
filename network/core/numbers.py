"""Numbers in addresses: what no record can have is no address, before any database is asked."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

GREATEST = 2**31 - 1
"""The greatest key that PostgreSQL's integer columns hold."""


class RecordNumber(IntegerConverter):
    """`<int:…>` up to the greatest key; anything greater is 404."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"max": GREATEST, **options})


def init_app(app: Flask) -> None:
    """To be called before any rule is added."""
    app.url_map.converters["int"] = RecordNumber
