"""Documents that tests upload: a whole PDF of any size, and what only pretends to be one."""

from __future__ import annotations

from typing import Any


def make_pdf(words: str = "Угода", size: int = 0) -> bytes:
    """A small PDF with one empty page; `words` make it differ, `size` pads it to so many bytes."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    body = b"%PDF-1.4\n%" + words.encode() + b"\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    if size:
        body += b"%" + b"x" * (size - len(_padded(body, places)) - 2) + b"\n"
    return _padded(body, places)


def _padded(body: bytes, places: list[int]) -> bytes:
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%07d\n%%%%EOF\n" % (
        len(places) + 1,
        len(body),
    )
    return body + table + trailer


HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PRETENDERS: dict[str, bytes] = {
    "a page": HTML,
    "a picture with a program": SVG,
    "a program": b"alert(1)//%PDF-1.4",
    "a page before a document": HTML + make_pdf(),
    "a picture before a document": b"GIF89a" + make_pdf(),
    "a line before a document": b"\n" + make_pdf(),
    "a mark before a document": b"\xef\xbb\xbf" + make_pdf(),
    "an archive": b"PK\x03\x04" + b"\x00" * 60,
    "an archive behind a document": make_pdf() + b"PK\x05\x06" + b"\x00" * 18,
    "a page behind a document": make_pdf() + HTML,
    "the beginning alone": b"%PDF-1.7\n",
    "a page that begins as a document": b"%PDF-1.4\n" + HTML,
    "no objects": b"%PDF-1.4\n" + HTML + b"\nstartxref\n9\n%%EOF",
    "a table that is nowhere": make_pdf().replace(b"startxref\n0", b"startxref\n9"),
    "half a document": make_pdf()[:200],
    "another version": make_pdf().replace(b"%PDF-1.4", b"%PDF-9.9"),
    "zeros": b"\x00" * 2000,
    "nothing": b"",
}
"""What is refused, by what it is."""

BOUNDARY = "a-boundary-of-the-tests"


def as_form(
    fields: list[tuple[str, str]], files: dict[str, bytes], name: str = "../../a.pdf"
) -> dict[str, Any]:
    """What a client posts: a form with files in bytes, as browsers send it."""
    parts = [_part(f'name="{key}"', text.encode("utf-8", "surrogatepass")) for key, text in fields]
    parts += [_part(f'name="{key}"; filename="{name}"', content) for key, content in files.items()]
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return {"data": body, "content_type": f"multipart/form-data; boundary={BOUNDARY}"}


def _part(head: str, content: bytes) -> bytes:
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
