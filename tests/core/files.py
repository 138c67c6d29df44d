"""Small files of every kind, honest and hostile, made on the spot."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TYPES = '<?xml version="1.0"?><Types><Override PartName="/{}" ContentType="{}"/></Types>'
OOXML = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a form delivers it."""
    return SimpleUploadedFile(name, content)


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members, in this order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(extension: str, **extra: bytes | str) -> bytes:
    """A small office file; `extra` members by name."""
    return zipped({**office_members(extension), **extra})


def office_members(extension: str) -> dict[str, bytes | str]:
    """What stands in the smallest office file of this kind."""
    if extension in ODF:
        kind = f"application/vnd.oasis.opendocument.{ODF[extension]}"
        return {"mimetype": kind, "content.xml": "<x/>", "META-INF/manifest.xml": "<m/>"}
    part, main = OOXML[extension]
    return {"[Content_Types].xml": TYPES.format(part, main), part: "<x/>"}


def picture(
    form: str = "PNG", size: tuple[int, int] = (8, 6), mode: str = "RGB", **save: object
) -> bytes:
    """A picture of one colour."""
    made = BytesIO()
    Image.new(mode, size, 120).save(made, form, **save)
    return made.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG whose header tells of a size that its few bytes do not have."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
