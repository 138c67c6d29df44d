"""Secrets that must be read again, such as the key of an authenticator app: encrypted in the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

PURPOSE = b"klankbord second factor "


def lock(text: str) -> str:
    """Encrypt with the site's key."""
    return _keys().encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    """Decrypt with the site's key, or with one of its former keys."""
    return _keys().decrypt(locked.encode()).decode()


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(PURPOSE + str(secret).encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
