"""How words stand in a plain mail."""

import re

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def quoted(text: str) -> str:
    """Somebody's words as mail programs mark them: "> " before each line."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


@register.filter
def without_key(text: str) -> str:
    """A mail as somebody else looks at it: the address to stop such mail works for its reader alone."""
    before, _key, after = reverse("notifications:unsubscribe", args=["KEY"]).partition("KEY")
    return re.sub(rf"{re.escape(before)}[^\s/]+{re.escape(after)}", f"{before}…{after}", text)
