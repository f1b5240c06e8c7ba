"""Documents of the fictional network: small PDFs of one page, made from their words alone."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
WIDTH = 88
NOTICE = "Example. This document belongs to the fictional network; it binds nobody."


def make_pdf(*, title_uk: str, title: str, lines: Sequence[str]) -> bytes:
    """A page with a title, lines below it, and the notice that it is an example; `title_uk` stands in its properties.

    The letters are those of the fonts that every reader of PDFs has: Latin ones.
    """
    page = _page(title, [NOTICE, "", *lines])
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title <FEFF%s> >>" % title_uk.encode("utf-16-be").hex().upper().encode(),
    ]
    return _assemble(objects)


def _page(title: str, lines: Sequence[str]) -> bytes:
    """What is drawn: the title in bold, then the lines from top to bottom."""
    shown = [b"BT /F1 18 Tf 24 TL 56 770 Td"]
    shown += [_show(part) for part in wrap(title, 52)]
    shown.append(b"/F2 11 Tf 17 TL T*")
    for line in lines:
        shown += [_show(part) for part in wrap(line, WIDTH) or [""]]
    return b"\n".join([*shown, b"ET"])


def _show(text: str) -> bytes:
    letters = text.encode("cp1252", errors="replace")
    for special in (b"\\", b"(", b")"):
        letters = letters.replace(special, b"\\" + special)
    return b"(" + letters + b") Tj T*"


def _assemble(objects: Sequence[bytes]) -> bytes:
    """The file: the objects, the table of where each begins, and the trailer."""
    content, starts = HEAD, []
    for number, body in enumerate(objects, start=1):
        starts.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return content + xref + trailer + b"startxref\n%d\n%%%%EOF\n" % len(content)
