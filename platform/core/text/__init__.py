"""People's texts: cleaned, rendered to safe HTML, shortened, counted."""

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

__all__ = [
    "MAX_LENGTH",
    "RENDERER_VERSION",
    "Rendered",
    "TextTooLong",
    "clean_source",
    "escaped",
    "excerpt",
    "render",
    "safe_html",
    "word_count",
]
