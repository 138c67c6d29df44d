"""People's texts: cleaned, rendered to safe HTML, shortened, counted."""

from core.text.language import language_of
from core.text.plain import (
    MAX_LENGTH,
    TextTooLong,
    clean_source,
    escaped,
    excerpt,
    word_count,
)
from core.text.render import RENDERER_VERSION, Rendered, render
from core.text.safe import safe_html
from core.text.stemming import STEMS_VERSION, Piece, asked, excerpt_around, stems

__all__ = [
    "MAX_LENGTH",
    "RENDERER_VERSION",
    "STEMS_VERSION",
    "Piece",
    "Rendered",
    "TextTooLong",
    "asked",
    "clean_source",
    "escaped",
    "excerpt",
    "excerpt_around",
    "language_of",
    "render",
    "safe_html",
    "stems",
    "word_count",
]
