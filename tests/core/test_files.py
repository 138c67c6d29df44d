"""Files come in by their content, are kept privately and leave as downloads."""

import hashlib
import stat
import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core import clock
from core.files import (
    ACCEPT,
    KINDS,
    UploadRefused,
    check_upload,
    private_path,
    private_storage,
    safe_name,
    serve_private,
)
from core.files.errors import WrongContent
from core.files.images import TooManyPixels
from core.files.office import HasMacros, Unpacks
from tests.core.files import (
    PDF,
    office,
    office_members,
    picture,
    png_that_claims,
    upload,
    zipped,
)

HONEST = {
    "plan.pdf": PDF,
    "foto.png": picture("PNG"),
    "foto.jpg": picture("JPEG"),
    "foto.JPEG": picture("JPEG"),
    "foto.webp": picture("WEBP"),
    **{
        f"stuk.{extension}": office(extension)
        for extension in ("docx", "xlsx", "pptx", "odt", "ods", "odp")
    },
    "notes.txt": "Café, één € — 👩🏽‍🌾\n".encode(),
    "oud.txt": "Caf\xe9 \x80".encode("latin-1"),
    "lijst.csv": "\ufeffnaam;aantal\r\nZuid;3\r\n".encode(),
    "tekst.md": b"# Kop\n\nEen <b>woord</b> en code `<script>`.",
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_file_comes_in(name):
    checked = check_upload(upload(name, HONEST[name]))

    kept = checked.content.read()
    assert checked.extension == name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    assert checked.mime == KINDS[checked.extension].mime
    assert checked.kind == KINDS[checked.extension].family
    assert checked.sha256 == hashlib.sha256(kept).hexdigest()
    assert checked.size == len(kept)
    assert checked.kind == "image" or kept == HONEST[name]


def test_accept_lists_every_extension():
    assert {name.rpartition(".")[2].lower() for name in HONEST} <= set(
        ACCEPT.replace(".", "").split(",")
    )


REFUSED = {
    "no extension": ("plan", PDF, UploadRefused),
    "a program": ("plan.exe", b"MZ" + b"\0" * 100, UploadRefused),
    "svg": ("plaatje.svg", b"<svg onload=alert(1)/>", UploadRefused),
    "html": ("pagina.html", b"<p>x</p>", UploadRefused),
    "macro document by name": ("stuk.docm", office("docx"), UploadRefused),
    "zip": ("alles.zip", zipped({"a.txt": "x"}), UploadRefused),
    "empty": ("leeg.txt", b"", UploadRefused),
    "a program called pdf": ("plan.pdf", b"MZ" + b"\0" * 100, WrongContent),
    "pdf without end": ("plan.pdf", PDF[:40], WrongContent),
    "pdf that starts late": ("plan.pdf", b"junk\n" + PDF, WrongContent),
    "pdf that is a page": (
        "plan.pdf",
        b"%PDF-1.7\n<html><script>alert(1)</script>" + PDF,
        UploadRefused,
    ),
    "page called pdf": (
        "plan.pdf",
        b"<!DOCTYPE html><script>alert(1)</script>%PDF-1.7 %%EOF",
        UploadRefused,
    ),
    "pdf that is a zip": ("plan.pdf", PDF + zipped({"a.js": "x"}) + b"", UploadRefused),
    "zip called pdf": ("plan.pdf", zipped({"a": "x"}), WrongContent),
    "svg called png": (
        "foto.png",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        WrongContent,
    ),
    "gif called png": ("foto.png", b"GIF89a" + b"\0" * 20, WrongContent),
    "jpeg called png": ("foto.png", picture("JPEG"), WrongContent),
    "tiff called jpg": ("foto.jpg", picture("TIFF"), WrongContent),
    "half a png": ("foto.png", picture("PNG", (300, 300))[:60], WrongContent),
    "half a jpeg": ("foto.jpg", picture("JPEG", (300, 300))[:400], WrongContent),
    "half a webp": ("foto.webp", picture("WEBP", (300, 300))[:30], WrongContent),
    "png of 50 000 by 50 000": ("foto.png", png_that_claims(50_000, 50_000), TooManyPixels),
    "png of 7 000 by 7 000": ("foto.png", png_that_claims(7_000, 7_000), TooManyPixels),
    "docx with macros": ("stuk.docx", office("docx", **{"word/vbaProject.bin": b"x"}), HasMacros),
    "docx with hidden macros": (
        "stuk.docx",
        zipped(
            {
                **office_members("docx"),
                "[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml",
            }
        ),
        HasMacros,
    ),
    "xlsx with activex": (
        "lijst.xlsx",
        office("xlsx", **{"xl/activeX/activeX1.bin": b"x"}),
        HasMacros,
    ),
    "odt with macros": (
        "stuk.odt",
        office("odt", **{"Basic/Standard/Module1.xml": "x"}),
        HasMacros,
    ),
    "docx that is an xlsx": ("stuk.docx", office("xlsx"), WrongContent),
    "odt that is an ods": ("stuk.odt", office("ods"), WrongContent),
    "docx that is a plain zip": ("stuk.docx", zipped({"a.txt": "x"}), WrongContent),
    "docx that is an old doc": ("stuk.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, WrongContent),
    "docx behind a page": ("stuk.docx", b"<html>" + office("docx"), UploadRefused),
    "docx behind a program": ("stuk.docx", b"MZ" + office("docx"), WrongContent),
    "docx cut off": ("stuk.docx", office("docx")[:-30], WrongContent),
    "docx with a way out": ("stuk.docx", office("docx", **{"../../etc/passwd": "x"}), WrongContent),
    "docx with a path from the root": (
        "stuk.docx",
        office("docx", **{"/etc/passwd": "x"}),
        WrongContent,
    ),
    "zip bomb": ("stuk.docx", office("docx", **{"word/media/a.bin": b"\0" * 30_000_000}), Unpacks),
    "text that is a page": ("notes.txt", b"\n  <!DOCTYPE html><p>x", UploadRefused),
    "text that is a page behind a mark": (
        "notes.txt",
        b"\xef\xbb\xbf<script>alert(1)</script>",
        UploadRefused,
    ),
    "csv that is svg": (
        "lijst.csv",
        b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        UploadRefused,
    ),
    "markdown that is a page": ("tekst.md", b"<iframe src=javascript:alert(1)>", UploadRefused),
    "text with NUL": ("notes.txt", b"a\0b", UploadRefused),
    "text in utf-16": ("notes.txt", "hallo".encode("utf-16"), UploadRefused),
    "a picture called text": ("notes.txt", picture("PNG"), UploadRefused),
    "bytes called text": ("notes.txt", bytes(range(128, 256)), UploadRefused),
}


@pytest.mark.parametrize("case", REFUSED)
def test_other_file_is_refused_with_a_sentence(case):
    name, content, error = REFUSED[case]

    with pytest.raises(error) as refusal:
        check_upload(upload(name, content))

    assert str(refusal.value).endswith(".")


def test_too_large_file_is_refused_by_its_size(settings):
    settings.MAX_UPLOAD_MB = 1

    with pytest.raises(UploadRefused, match="1 MB"):
        check_upload(upload("notes.txt", b"a" * (1024 * 1024 + 1)))

    assert check_upload(upload("notes.txt", b"a" * 1024 * 1024)).size == 1024 * 1024


def test_many_members_are_refused():
    members = {f"word/media/{number}.png": b"" for number in range(5_001)}

    with pytest.raises(Unpacks):
        check_upload(upload("stuk.docx", zipped({**office_members("docx"), **members})))


def test_member_that_lies_about_its_size_is_not_unpacked():
    """Only the table of contents is read, and of that no more than a megabyte."""
    types = "x" * 900_000 + "application/x"
    content = bytearray(zipped({**office_members("docx"), "[Content_Types].xml": types}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)

    with suppress(UploadRefused):
        check_upload(upload("stuk.docx", bytes(content)))


def test_overlapping_members_are_refused():
    content = bytearray(zipped({**office_members("docx"), "a.bin": b"a" * 500}, zipfile.ZIP_STORED))
    at = content.rindex(b"PK\x01\x02")
    content[at + 20 : at + 28] = struct.pack("<II", 900_000, 900_000)

    with pytest.raises(UploadRefused):
        check_upload(upload("stuk.docx", bytes(content)))


def test_member_with_a_password_is_refused_with_its_own_sentence():
    content = bytearray(office("docx"))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1

    with pytest.raises(UploadRefused, match=r"password|wachtwoord"):
        check_upload(upload("stuk.docx", bytes(content)))


@given(st.binary(max_size=300), st.sampled_from(sorted(KINDS)))
def test_any_bytes_are_taken_or_refused_but_never_break(content, extension):
    with suppress(UploadRefused):
        check_upload(upload(f"a.{extension}", content))


@given(
    st.integers(0, 2_000),
    st.integers(0, 255),
    st.sampled_from(["docx", "odt", "png", "jpg", "webp", "pdf"]),
)
def test_damaged_files_are_taken_or_refused_but_never_break(place, value, extension):
    honest = next(content for name, content in HONEST.items() if name.endswith(f".{extension}"))
    content = bytearray(honest)
    content[place % len(content)] = value

    with suppress(UploadRefused):
        check_upload(upload(f"a.{extension}", bytes(content)))


def test_photo_loses_place_and_camera_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Camera of Jan"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    sent = picture("JPEG", (8, 6), exif=exif.tobytes(), comment=b"secret")

    kept = check_upload(upload("foto.jpg", sent)).content.read()

    with Image.open(BytesIO(kept)) as image:
        assert (image.size, dict(image.getexif())) == ((6, 8), {})
    assert b"Jan" in sent
    assert b"Jan" not in kept
    assert b"secret" not in kept


def test_hidden_tail_of_a_picture_is_gone():
    sent = picture("PNG") + b"<script>alert(1)</script>" + zipped({"a": "x"})

    kept = check_upload(upload("foto.png", sent)).content.read()

    assert b"script" not in kept
    assert not zipfile.is_zipfile(BytesIO(kept))


@pytest.mark.parametrize(
    ("mode", "kept"), [("RGBA", "RGBA"), ("P", "RGB"), ("L", "RGB"), ("LA", "RGBA"), ("1", "RGB")]
)
def test_picture_keeps_what_one_sees_through(mode, kept):
    checked = check_upload(upload("foto.png", picture("PNG", mode=mode)))

    with Image.open(checked.content) as image:
        assert image.mode == kept


def test_print_colours_become_screen_colours():
    checked = check_upload(upload("foto.jpg", picture("JPEG", mode="CMYK")))

    with Image.open(checked.content) as image:
        assert image.mode == "RGB"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Plan Zuid 2026.pdf", "Plan Zuid 2026.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\jan\\plan.pdf", "plan.pdf"),
        ('a"b;c|d<e>.pdf', "a b c d e.pdf"),
        ("cod\u202efdp.exe.pdf", "cod fdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("plan.PDF", "plan.pdf"),
        ("é" * 300 + ".pdf", "é" * 100 + ".pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("...pdf", "file.pdf"),
        ("\ud800.pdf", "file.pdf"),
        ("👩🏽‍🌾.pdf", "👩🏽 🌾.pdf"),
    ],
)
def test_names_are_made_safe(name, safe):
    from django.utils.translation import override

    with override("en"):
        assert safe_name(name, "pdf") == safe


@given(st.text(max_size=60))
def test_any_name_becomes_a_safe_one(name):
    safe = safe_name(name, "pdf")

    assert safe.endswith(".pdf")
    assert not set(safe) & set('/\\:*?"<>|;%\r\n\0')
    assert safe.encode()


def test_private_file_has_no_address_and_a_random_name(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    storage = private_storage()

    with clock.frozen(clock.amsterdam(2026, 6, 1)):
        one, two = private_path(None, "Plan.PDF"), private_path(None, "Plan.PDF")
    name = storage.save(one, ContentFile(b"x"))

    assert one != two
    assert name.startswith("2026/06/")
    assert name.endswith(".pdf")
    assert "lan" not in name
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    with pytest.raises(ValueError, match="no address"):
        storage.url(name)


def test_private_file_leaves_as_a_download():
    response = serve_private(ContentFile(b"abc"), name='Plan "één".pdf', mime="application/pdf")

    assert b"".join(response) == b"abc"
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"]
        == "attachment; filename*=utf-8''Plan%20%22%C3%A9%C3%A9n%22.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


async def test_private_file_leaves_in_pieces_under_asgi():
    response = serve_private(ContentFile(b"a" * 200_000), name="a.txt", mime="text/plain")
    response.block_size = 65_536

    pieces = [piece async for piece in response]

    assert b"".join(pieces) == b"a" * 200_000
