"""Whether mails can be answered here, for pages that say so."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def answers_by_mail() -> bool:
    """Whether an address for answers is set."""
    return bool(settings.REPLY_ADDRESS)
