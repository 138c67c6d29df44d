"""A file name that is safe in headers, on disks and on screen."""

import re
import unicodedata

from django.utils.translation import gettext as _

_BAD = re.compile(r'[\\/:*?"<>|;%\x00-\x1f\x7f]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')


def extension_of(name: str) -> str:
    """The last extension, in small letters, without the dot."""
    _stem, dot, extension = name.rpartition(".")
    return extension.strip().lower() if dot else ""


def safe_name(name: str, extension: str) -> str:
    """The last part of the name without signs that mean something elsewhere, with this extension.

    Signs that turn the writing direction go as well: `cod\\u202efdp.exe` looks like a PDF.
    """
    last = re.split(r"[\\/]", name)[-1].encode("utf-8", "ignore").decode()
    stem = last.rpartition(".")[0] if "." in last else last
    stem = " ".join(_BAD.sub(" ", unicodedata.normalize("NFC", stem)).split()).strip(". ")
    return f"{stem[:100].rstrip('. ') or _('file')}.{extension}"
