"""The REST face, version 1: described at /api/v1/openapi.json."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, re_path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from api import me, threads
from api.auth import BySession
from api.problems import in_problems, not_found, speak_problems


class ProblemAPI(NinjaAPI):
    """An API in which every error is a problem document, also for addresses that do not exist."""

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        """The addresses, as Django wants them."""
        patterns, app, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = in_problems(pattern.callback)
        return [*patterns, re_path(r"", _nothing_here)], app, namespace


def _nothing_here(_request: HttpRequest) -> HttpResponseBase:
    return not_found()


_nothing_here.csrf_exempt = True  # type: ignore[attr-defined]  # there is nothing to protect

api = ProblemAPI(
    title="Klankbord",
    version="1.0.0",
    description="Conversations as a gapless log: read it, wait for it, and add to it.",
    docs_url=None,
    openapi_url="/openapi.json",
    docs_decorator=require_safe,
    auth=BySession(),
)
speak_problems(api)
api.add_router("", me.router)
api.add_router("", threads.router)
