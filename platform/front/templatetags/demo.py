"""The demo's log-in buttons, for the log-in page."""

from typing import Any

from django import template
from django.conf import settings

from front.demo.accounts import ACCOUNTS, PASSWORD

register = template.Library()


@register.inclusion_tag("front/_demo_logins.html", takes_context=True)
def demo_logins(context: dict[str, Any]) -> dict[str, Any]:
    """One button a role; nothing outside the demo."""
    accounts = ACCOUNTS if settings.DEMO else ()
    return {"accounts": accounts, "password": PASSWORD, "csrf_token": context.get("csrf_token")}
