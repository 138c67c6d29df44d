"""Dossiers: the working copy, its questions and attachments, and the frozen versions."""

from plans.models.attachment import Attachment
from plans.models.dossier import Dossier, Question, Section
from plans.models.version import Version, VersionAttachment, VersionQuestion, VersionSection

__all__ = [
    "Attachment",
    "Dossier",
    "Question",
    "Section",
    "Version",
    "VersionAttachment",
    "VersionQuestion",
    "VersionSection",
]
