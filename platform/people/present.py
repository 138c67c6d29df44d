"""Who is logged in with a session at this moment: for whoever holds a connection and no request."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from people.models import Person
from people.second_factor import PROVEN, asked_among, is_missing

Said = Mapping[str, Any]  # what a session holds
_sessions = import_module(settings.SESSION_ENGINE)


def persons_of(session_keys: Collection[str]) -> dict[str, Person]:
    """The person behind each session, however many in three queries; an ended session has none.

    The same rules as `django.contrib.auth.get_user` and the second factor have for one request.
    """
    model = _sessions.SessionStore.get_model_class()
    keys = [key for key in session_keys if "\x00" not in key]  # PostgreSQL refuses to be asked
    # Django wrote the end by its own clock, and judges every request by it.
    rows = model.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    said = {row.session_key: _said(row.session_data) for row in rows}
    people = Person.objects.in_bulk({_id_of(one) for one in said.values()} - {0})
    found = {key: people[_id_of(one)] for key, one in said.items() if _id_of(one) in people}
    found = {key: one for key, one in found.items() if _belongs(said[key], one)}
    asked = asked_among({one.pk for one in found.values()})
    return {
        key: one
        for key, one in found.items()
        if one.pk not in asked or _proven(key, said[key], one)
    }


@lru_cache(maxsize=4096)  # who stays is asked about again and again, with the same words
def _said(data: str) -> Said:
    """What a session says; nothing when its signature is not ours."""
    said: Said = _sessions.SessionStore().decode(data)
    return said


def _id_of(said: Said) -> int:
    """The person that a session names; 0 when it names none."""
    named = str(said.get(SESSION_KEY, ""))
    return int(named) if named.isascii() and named.isdigit() else 0


def _belongs(said: Said, person: Person) -> bool:
    """Whether this log-in still holds: by a way that is still open, with the password of now."""
    if (
        not person.is_active
        or said.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS
    ):
        return False
    given = said.get(HASH_SESSION_KEY) or ""
    hashes = [person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()]
    return any(constant_time_compare(given, one) for one in hashes)


def _proven(key: str, said: Said, person: Person) -> bool:
    """Whether the second factor that is asked of this person was given."""
    if said.get(PROVEN) == person.pk:
        return True
    request = HttpRequest()
    request.session = _sessions.SessionStore(key)
    return not is_missing(request, person)
