"""Dossiers: the working copy, its questions and attachments, and the frozen versions."""

from plans.models.attachment import Attachment
from plans.models.dossier import Dossier, Question, Section
from plans.models.passage import (
    PASSAGE,
    Anchor,
    Placement,
    PlacementState,
    Suggestion,
    SuggestionState,
)
from plans.models.version import Version, VersionAttachment, VersionQuestion, VersionSection

__all__ = [
    "PASSAGE",
    "Anchor",
    "Attachment",
    "Dossier",
    "Placement",
    "PlacementState",
    "Question",
    "Section",
    "Suggestion",
    "SuggestionState",
    "Version",
    "VersionAttachment",
    "VersionQuestion",
    "VersionSection",
]
