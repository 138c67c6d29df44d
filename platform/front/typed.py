"""Text that somebody typed never gets lost: not by a session that ended, not by an old page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url

SHORTEST = 12  # shorter answers are quicker to type again than to copy
SECRET = ("password", "code", "token", "csrf", "login", "credential")
NOT_TYPED = ("key", "next", "seen", "was")  # what a form carries along by itself


def texts_in(request: HttpRequest) -> list[str]:
    """The longer texts that somebody typed in a form that was sent, without secrets."""
    return [
        value
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in SECRET)
        and name.rpartition("-")[2] not in NOT_TYPED
        for value in values
        if len(value.strip()) >= SHORTEST
    ]


class KeepTypedMiddleware:
    """Where a form would end at the log-in page, shows what was typed beside the way back in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method != "POST" or not _leads_to_login(response):
            return response
        typed = texts_in(request)
        return _kept(request, typed) if typed else response


def _leads_to_login(response: HttpResponseBase) -> bool:
    login = resolve_url(settings.LOGIN_URL)
    return isinstance(response, HttpResponseRedirect) and response.url.startswith(login + "?next=")


def _kept(request: HttpRequest, typed: list[str]) -> HttpResponse:
    return render(request, "front/logged_out.html", {"typed": typed}, status=403)
