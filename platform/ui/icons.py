"""The symbols of the product: one sprite, drawn for it, 24 by 24, stroke only."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "ui/icons.svg"
ICONS = (
    "alert", "arrow-left", "arrow-right", "bell", "bold", "book", "calendar", "chart", "check",
    "chevron-down", "chevron-right", "clock", "close", "comment", "download", "edit",
    "external", "eye", "file", "flag", "globe", "hand", "home", "info", "italic", "key", "link", "list",
    "list-numbers",
    "lock", "logout", "mail", "menu", "minus", "moon", "more", "people", "person", "plan",
    "play", "plus", "print", "quote", "reply", "review", "search", "send", "settings", "stop", "sun",
    "trash", "undo", "upload", "wait",
)  # fmt: skip


def icon_html(name: str, *, label: str = "", css: str = "") -> SafeString:
    """Draw one symbol; with a label it speaks, without one it is silent."""
    href = f"{static(SPRITE)}#{name}"
    css = f"icon {css}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            css, label, href,
        )  # fmt: skip
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        css, href,
    )  # fmt: skip
