"""Tells the log by which way a change comes in."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from audit.context import coming_by
from audit.models import How


class ActorMiddleware:
    """What is written during a request came in by a page or by the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        how = How.API if request.path.startswith("/api/") else How.PAGE
        with coming_by(how):
            return self.get_response(request)
