"""Logging in and out, passwords, second factor: allauth's pages under our addresses."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from allauth.urls import urlpatterns as allauth_patterns
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver

View = Callable[..., HttpResponseBase]
LOG_IN_STEPS = {
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_login_webauthn",
}
CHANGES = {
    "account_email",
    "account_email_verification_sent",
    "account_change_password",
    "account_set_password",
    "account_reset_password_from_key",
    "socialaccount_connections",
    "usersessions_list",
}


def in_one_transaction(view: View) -> View:
    """What a view changes, its line in the log and its mail: all of it or nothing."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return answer


def guard(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Put those of allauth's views that change how somebody logs in into a transaction."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            guard(pattern.url_patterns)
        elif changes_an_account(pattern.name or ""):
            pattern.callback = in_one_transaction(pattern.callback)


def changes_an_account(name: str) -> bool:
    """Whether the page with this name changes how somebody logs in."""
    return name in CHANGES or (name.startswith("mfa_") and name not in LOG_IN_STEPS)


guard(allauth_patterns)
urlpatterns = allauth_patterns
