"""Markdown to HTML, once, when a text is written."""

import logging
from dataclasses import dataclass

from core.text.child import RendererChild
from core.text.plain import MAX_LENGTH, TextTooLong, clean_source, escaped

RENDERER_VERSION = 1
"""Rises when the same source may give other HTML; older rows are then rendered again."""

logger = logging.getLogger(__name__)
_child = RendererChild()


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML of a text. `ok` is False when it is shown as typed, because rendering failed."""

    html: str
    ok: bool
    version: int = RENDERER_VERSION


def render(source: str) -> Rendered:
    """Safe HTML of a Markdown text, within about two seconds whatever the text is.

    Raises TextTooLong above 20 000 characters. Keep source, `html` and `version` in the row and
    show it with `{% load text %}{{ post.body_html|rendered }}`.
    """
    source = clean_source(source)
    if len(source) > MAX_LENGTH:
        raise TextTooLong
    if not source:
        return Rendered("", ok=True)
    html = _child.render(source)
    if html is None:
        logger.warning("a text of %d characters could not be rendered", len(source))
        return Rendered(escaped(source), ok=False)
    return Rendered(html, ok=True)
