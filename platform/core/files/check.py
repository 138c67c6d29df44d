"""Decides by its content whether a file that somebody sends may come in."""

import hashlib

from django.conf import settings
from django.core.files.base import File
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.files import images, office, plain
from core.files.errors import UploadRefused
from core.files.kinds import KINDS, SAME_AS, CheckedFile, Kind
from core.files.names import extension_of, safe_name

HEAD = 1024


def check_upload(file: File) -> CheckedFile:
    """The file as it may be stored, or UploadRefused with a sentence for the person who sent it.

    The extension says what it should be, the content must agree. Images are decoded and encoded
    again, without place and camera; of office files only the table of contents is read.

    In a form: `def clean_file(self): return check_upload(self.cleaned_data["file"])` inside
    `try ... except UploadRefused as error: raise ValidationError(error.sentence)`.
    """
    name = file.name or ""
    kind = _named_kind(name)
    _check_size(file)
    content = _content(file, kind)
    return CheckedFile(
        kind=kind.family,
        mime=kind.mime,
        extension=kind.extension,
        sha256=_sha256(content),
        size=content.size,
        name=safe_name(name, kind.extension),
        content=content,
    )


def _named_kind(name: str) -> Kind:
    extension = extension_of(name)
    kind = KINDS.get(SAME_AS.get(extension, extension))
    if kind is None:
        raise UploadRefused(
            _(
                "This kind of file cannot be added. Use PDF, Word, Excel, PowerPoint, "
                "OpenDocument, PNG, JPEG, WebP, plain text, CSV or Markdown."
            )
        )
    return kind


def _check_size(file: File) -> None:
    limit = int(getattr(settings, "MAX_UPLOAD_MB", 20))
    if file.size > limit * 1024 * 1024:
        raise UploadRefused(
            _("This file is too large. The largest size is %(limit)d MB.") % {"limit": limit}
        )
    if file.size == 0:
        raise UploadRefused(_("This file is empty. Choose another file."))


def _content(file: File, kind: Kind) -> File:
    """What will be stored: the same file, or for an image the new one."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if kind.family == "image":
        return images.encode_again(file, head, kind)
    if plain.looks_like_html(head):
        raise UploadRefused(_mismatch())
    if kind.family == "pdf":
        plain.check_pdf(file, head)
    elif kind.family == "office":
        office.check(file, head, kind)
    else:
        plain.check_text(file)
    file.seek(0)
    return file


def _mismatch() -> str | Promise:
    return _("This file holds a web page. Web pages cannot be added; save it as PDF first.")


def _sha256(content: File) -> str:
    digest = hashlib.sha256()
    content.seek(0)
    while piece := content.read(1024 * 1024):
        digest.update(piece)
    content.seek(0)
    return digest.hexdigest()
