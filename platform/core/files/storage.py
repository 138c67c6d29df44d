"""Where people's files are kept: outside everything that a web server serves."""

import secrets
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from core import clock


class PrivateStorage(FileSystemStorage):
    """A folder with random names. A file has no address; a view asks for rights and serves it."""

    def __init__(self) -> None:
        super().__init__(
            location=settings.PRIVATE_ROOT,
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )

    def url(self, name: str | None) -> str:  # noqa: ARG002 -- Django's signature
        """There is none, on purpose."""
        raise ValueError("Private files have no address. Serve them with serve_private().")


def private_storage() -> PrivateStorage:
    """For a model: `FileField(storage=private_storage, upload_to=private_path)`."""
    return PrivateStorage()


def private_path(instance: Any, filename: str) -> str:  # noqa: ARG001 -- Django's signature
    """A random name in a folder of this month; only the extension is kept of what was sent."""
    return f"{clock.today():%Y/%m}/{secrets.token_hex(16)}{PurePosixPath(filename).suffix.lower()}"
