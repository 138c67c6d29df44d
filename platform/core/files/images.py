"""Images are decoded and encoded again, so that only the picture itself comes in."""

import struct
import warnings
import zlib
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from core.files.errors import UploadRefused, WrongContent
from core.files.kinds import Kind

MAX_PIXELS = 40_000_000
FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
OPTIONS: dict[str, dict[str, int | bool]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 88, "progressive": True},
    "WEBP": {"quality": 88},
}
_START = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "webp": b"RIFF"}

DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    MemoryError,
    ArithmeticError,
    LookupError,
    TypeError,
    struct.error,
    zlib.error,
)
"""What decoding a damaged picture may raise."""

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class TooManyPixels(UploadRefused):
    """A picture that takes too much memory."""

    sentence = _(
        "This picture is too large. Use at most 40 million pixels, such as 7,000 by 5,500."
    )


def encode_again(file: File, head: bytes, kind: Kind) -> File:
    """A new file with the same picture: upright, first frame, without place, camera or extras."""
    if not head.startswith(_START[kind.extension]):
        raise WrongContent
    form = FORMATS[kind.extension]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _decode(file, form)
        result = BytesIO()
        picture.save(result, form, **OPTIONS[form])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except DAMAGED as error:
        raise WrongContent from error
    return ContentFile(result.getvalue(), name=file.name)


def _decode(file: File, form: str) -> Image.Image:
    """The picture in plain colours. Its size is read, and refused, before its pixels are."""
    with Image.open(file, formats=[form]) as opened:
        width, height = opened.size
        if width * height > MAX_PIXELS:
            raise TooManyPixels
        opened.load()
        picture: Image.Image = ImageOps.exif_transpose(opened)
        see_through = form != "JPEG" and (
            "A" in picture.getbands() or "transparency" in picture.info
        )
        clean = picture.convert("RGBA" if see_through else "RGB")
    clean.info = {}
    return clean
