"""Secrets in links, and the claim that makes a task harmless when it runs twice."""

import hashlib
import secrets
from typing import Any

from django.db.models import QuerySet


def new_token() -> str:
    """A secret for a link (256 bits). Keep only its `fingerprint` in the database."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is kept of a token: enough to recognise it, useless to whoever steals the table."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def claim(rows: QuerySet[Any], **values: Any) -> bool:
    """Take rows for oneself in one statement; False when somebody else was first.

    `claim(Delivery.objects.filter(pk=pk, state=TODO), state=SENDING, taken_at=now())`
    """
    return rows.update(**values) > 0
