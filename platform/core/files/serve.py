"""How a private file leaves the house."""

import logging
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.core.files.base import File
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


class FileIsGone(Http404):
    """Whoever asks may have the file, and the disk has lost it; carries a sentence."""


class PrivateFileResponse(FileResponse):
    """A file sent in pieces under WSGI and ASGI alike."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces, read in a thread, so that a large file does not hold up the server."""
        pieces = iter(self)

        def read() -> bytes | None:
            return next(pieces, None)

        while (piece := await sync_to_async(read, thread_sensitive=False)()) is not None:
            yield piece


def serve_private(file: File, *, name: str, mime: str) -> PrivateFileResponse:
    """A download that no browser shows as a page, keeps, or shares with a cache.

    Ask for the right to see it first:
    `serve_private(attachment.file, name=attachment.name, mime=attachment.mime)`

    A file that is gone from the disk is 404 with a sentence, and a line in the log.
    """
    try:
        opened = file.open()
    except FileNotFoundError as error:
        logger.exception("a private file is gone from the disk: %s", file.name)
        sentence = _("This file is no longer there. Ask whoever added it to add it again.")
        raise FileIsGone(sentence) from error
    response = PrivateFileResponse(opened, as_attachment=True, filename=name, content_type=mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
