"""`{% load text %}`: people's texts in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.text import excerpt, safe_html

register = template.Library()


@register.filter
def rendered(stored_html: str) -> SafeString:
    """Show HTML that was made by `render()` when the text was written: `{{ post.body_html|rendered }}`."""
    return safe_html(stored_html)


@register.filter(name="excerpt")
def excerpt_filter(source: str, length: int = 200) -> str:
    """The beginning of a Markdown text in plain words: `{{ plan.core|excerpt:120 }}`."""
    return excerpt(source, length)


@register.simple_tag
def in_language(code: str) -> str:
    """The attribute that says in which language a text is, where the page is in another: `<p{% in_language post.language %}>`."""
    if not code or code == get_language():
        return ""
    return format_html(' lang="{}"', code)
