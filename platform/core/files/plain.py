"""Checks on PDF and plain text."""

import re
import zipfile

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from core.files.errors import UploadRefused, WrongContent

TAIL = 2048
_HTML = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|iframe|svg|math|object|embed|style|title|table|"
    rb"div|form|meta|link|img|a|br|p|font|h1|\?xml|!--)(?=[\s>/!?-]|$)",
    re.IGNORECASE,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def looks_like_html(head: bytes) -> bool:
    """Whether a browser could take the start of this file for a page (or SVG).

    Only a start counts: a text may speak about `<b>` further on. Spaces and a byte order mark
    before it do not hide it. In a file with a signature (PDF) it may stand on any line.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x0b\x0c\x00")
    if start.startswith(b"%PDF-"):
        return bool(
            re.search(rb"<\s*(?:!doctype|html|script|svg|iframe|body)[\s>]", head, re.IGNORECASE)
        )
    return bool(_HTML.match(start))


def check_pdf(file: File, head: bytes) -> None:
    """A PDF starts at the first byte, ends as one, and is nothing else beside it."""
    if not re.match(rb"%PDF-[12]\.\d", head):
        raise WrongContent
    file.seek(max(0, file.size - TAIL))
    if b"%%EOF" not in file.read():
        raise WrongContent
    file.seek(0)
    if zipfile.is_zipfile(file):
        raise UploadRefused(_("This PDF has another file hidden in it. Save it as PDF again."))


def check_text(file: File) -> None:
    """Text is UTF-8, or Windows text as Excel writes it, without control signs."""
    file.seek(0)
    data = file.read()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _CONTROL.search(data):
        raise UploadRefused(_("This is not plain text. Save the file as text (UTF-8) first."))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if re.search(rb"[\x81\x8d\x8f\x90\x9d]", data):  # no signs in Windows-1252
            raise UploadRefused(
                _("This is not plain text. Save the file as text (UTF-8) first.")
            ) from None
