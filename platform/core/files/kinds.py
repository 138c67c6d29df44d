"""Which files may be sent, and what one checked file is."""

from dataclasses import dataclass

from django.core.files.base import File


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of file: its family, media type and extension, and the mark inside its zip."""

    family: str  # pdf, image, office, text
    mime: str
    extension: str
    mark: str = ""


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

KINDS: dict[str, Kind] = {
    kind.extension: kind
    for kind in (
        Kind("pdf", "application/pdf", "pdf"),
        Kind("image", "image/png", "png"),
        Kind("image", "image/jpeg", "jpg"),
        Kind("image", "image/webp", "webp"),
        Kind("office", f"{_OOXML}.wordprocessingml.document", "docx", "word/document.xml"),
        Kind("office", f"{_OOXML}.spreadsheetml.sheet", "xlsx", "xl/workbook.xml"),
        Kind("office", f"{_OOXML}.presentationml.presentation", "pptx", "ppt/presentation.xml"),
        Kind("office", f"{_ODF}.text", "odt"),
        Kind("office", f"{_ODF}.spreadsheet", "ods"),
        Kind("office", f"{_ODF}.presentation", "odp"),
        Kind("text", "text/plain", "txt"),
        Kind("text", "text/csv", "csv"),
        Kind("text", "text/markdown", "md"),
    )
}
"""Every kind that may be sent, by extension."""

SAME_AS = {"jpeg": "jpg", "markdown": "md", "jpe": "jpg"}
"""Other ways to write an extension."""

ACCEPT = ",".join(f".{extension}" for extension in (*KINDS, *SAME_AS))
"""For the `accept` attribute of a file field."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that passed the check. Store `content`, not what was sent: images are new files."""

    kind: str
    mime: str
    extension: str
    sha256: str
    size: int
    name: str
    content: File
