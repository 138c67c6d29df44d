"""Files that people send: checked by content, kept privately, served as a download only."""

from core.files.check import UploadRefused, check_upload
from core.files.kinds import ACCEPT, KINDS, CheckedFile, Kind
from core.files.names import safe_name
from core.files.serve import FileIsGone, serve_private
from core.files.storage import private_path, private_storage

__all__ = [
    "ACCEPT",
    "KINDS",
    "CheckedFile",
    "FileIsGone",
    "Kind",
    "UploadRefused",
    "check_upload",
    "private_path",
    "private_storage",
    "safe_name",
    "serve_private",
]
