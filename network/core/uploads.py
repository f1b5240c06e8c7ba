"""Files in a request: which views take them, how much of one is kept in memory, and what is said of a larger one.

A form with a file may be sent whole even when the file is too large: what is above the limit is thrown away as it
arrives, so that the page can say so beside the field and keep everything else that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from flask import Flask, Request, current_app, request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l

View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
MOST_KEPT = 6 * MEGABYTE
"""Of all files of a request together."""
MOST_TEXT = 2 * MEGABYTE
"""Of all other fields of a form with files."""
LARGEST_BODY = 16 * MEGABYTE
"""How much of a form with files is read; of anything else it is MAX_CONTENT_LENGTH."""


class TooLarge(BadInput):
    """A file above the limit."""


class CappedFile(BytesIO):
    """A file of which no more is kept than there is room for."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room
        self.is_too_large = False

    def write(self, data: Any, /) -> int:
        """Keep what there is room for; says that all was written."""
        length = len(data)
        if length > self._room - self.tell():
            self.is_too_large = True
        super().write(bytes(data[: max(0, self._room - self.tell())]))
        return length


class BoundedParser(FormDataParser):
    """Also counts the fields of a plain form and the text of one with files, and reads no form by halves."""

    def _parse_urlencoded(self, stream: Any, *details: Any) -> Any:
        content = stream.read()
        stream.read(1)  # a body without a length is cut at the limit: asking for more says so
        if self.max_form_parts is not None and content.count(b"&") >= self.max_form_parts:
            raise RequestEntityTooLarge
        return super()._parse_urlencoded(BytesIO(content), *details)

    def _parse_multipart(self, *details: Any) -> Any:
        stream, form, files = super()._parse_multipart(*details)
        if sum(len(text) for _name, text in form.items(multi=True)) > MOST_TEXT:
            raise RequestEntityTooLarge
        return stream, form, files


class UploadRequest(Request):
    """A request whose files stay in memory, and no larger than they may be; `room` is what is left for them."""

    form_data_parser_class = BoundedParser
    room = 0

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **details)
        self._opened: list[CappedFile] = []

    def _get_file_stream(self, *_args: Any, **_details: Any) -> Any:
        kept = sum(file.getbuffer().nbytes for file in self._opened)
        self._opened.append(CappedFile(max(0, min(LARGEST_FILE, self.room - kept))))
        return self._opened[-1]


class Uploads:
    """The files of a request by the name of their field."""

    def __init__(self, files: ImmutableMultiDict[str, FileStorage]) -> None:
        self._files = files

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def read(self, name: str) -> bytes | None:
        """The content, None where no file was chosen; raises TooLarge. What the file is called there is never used."""
        file = self._files.get(name)
        if file is None:
            return None
        if isinstance(file.stream, CappedFile) and file.stream.is_too_large:
            raise TooLarge(
                _l("This file is too large. Choose one of at most %(max)d MB.", max=LARGEST_FILE // MEGABYTE)
            )
        content = file.read()
        return content if content or file.filename else None


def takes_files(decide: Callable[..., bool]) -> Callable[[View], View]:
    """Declare that a view takes files when `decide`, called with what the address names, says so."""

    def declare(view: View) -> View:
        view.takes_files = decide  # type: ignore[attr-defined]  # the declaration travels with the function
        return view

    return declare


def init_app(app: Flask) -> None:
    """Read larger bodies for views that take files; to be called before what reads a form."""
    app.request_class = UploadRequest
    app.before_request(_make_room)


def is_expected() -> bool:
    """Whether the view of this request takes files."""
    if request.endpoint is None:
        return False
    decide = getattr(current_app.view_functions[request.endpoint], "takes_files", None)
    return decide is not None and bool(decide(**(request.view_args or {})))


def _make_room() -> None:
    if request.mimetype == "multipart/form-data" and isinstance(request, UploadRequest) and is_expected():
        request.max_content_length = LARGEST_BODY
        request.room = MOST_KEPT
