"""Checks on office files: zips whose table of contents must make sense before anybody opens them."""

import zipfile
import zlib

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from core.files.errors import UploadRefused, WrongContent
from core.files.kinds import Kind

MAX_MEMBERS = 5_000
MAX_TOTAL = 300 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 1024 * 1024  # small members may be as empty as they like
_ENCRYPTED = 0x1
DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
)
"""What reading a damaged zip may raise."""


class Unpacks(UploadRefused):
    """A file that would become far larger than it is."""

    sentence = _("This file becomes far too large when it is opened. It cannot be added.")


class HasMacros(UploadRefused):
    """A file with a program in it."""

    sentence = _("This file has macros. Save it without macros, and add the new file.")


def check(file: File, head: bytes, kind: Kind) -> None:
    """Raise UploadRefused unless this is a plain office file of this kind."""
    if not head.startswith(b"PK\x03\x04"):
        raise WrongContent
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_sizes(members, file.size)
            _check_names(members)
            _check_kind(archive, members, kind)
    except DAMAGED as error:
        raise WrongContent from error


def _check_sizes(members: list[zipfile.ZipInfo], size: int) -> None:
    """Count, total, ratio; and more packed bytes than the file has means overlapping members."""
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL:
        raise Unpacks
    if sum(member.compress_size for member in members) > size:
        raise Unpacks
    for member in members:
        if member.file_size > max(RATIO_FROM, member.compress_size * MAX_RATIO):
            raise Unpacks


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    """No programs, no passwords, no paths that lead out, no name twice."""
    names = [member.filename.replace("\\", "/").lower() for member in members]
    if len(set(names)) != len(names):
        raise WrongContent
    for name, member in zip(names, members, strict=True):
        if name.startswith("/") or ".." in name.split("/"):
            raise WrongContent
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise WrongContent
        if member.flag_bits & _ENCRYPTED:
            raise UploadRefused(
                _("This file has a password. Save it without, and add the new file.")
            )
        if "vbaproject" in name or name.startswith(("basic/", "scripts/")) or "activex" in name:
            raise HasMacros


def _check_kind(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], kind: Kind) -> None:
    """The part that makes it a document, a sheet or slides."""
    if not kind.mark:  # OpenDocument: the first member names the media type
        first = members[0] if members else None
        if first is None or first.filename != "mimetype" or _read(archive, first) != kind.mime:
            raise WrongContent
        return
    by_name = {member.filename: member for member in members}
    if kind.mark not in by_name or "[Content_Types].xml" not in by_name:
        raise WrongContent
    types = _read(archive, by_name["[Content_Types].xml"])
    if "macroenabled" in types.lower() or "vbaproject" in types.lower():
        raise HasMacros


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """The start of a member. Bounded: the size that the zip declares may be a lie."""
    with archive.open(member) as stream:
        return stream.read(1024 * 1024).decode("utf-8", "replace").strip()
