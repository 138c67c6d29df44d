"""Pages that say what went wrong, and what to do."""

import logging
import sys

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from core.away import SECONDS, SENTENCE, away_problem, is_away
from core.files import FileIsGone
from front.typed import texts_in

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django names it
    """400: what came in could not be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: seen, but not allowed; with the reason where one was given, and with what was typed."""
    context = {"reason": str(exception or ""), "typed": texts_in(request)}
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this reader (any more): then what was typed is shown."""
    reason = str(exception) if isinstance(exception, FileIsGone) else ""  # others are technical
    context = {"reason": reason, "typed": texts_in(request)}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 while it is only the database that does not answer."""
    if is_away(sys.exc_info()[1]):
        return _away(request)
    return render(request, "500.html", status=500)


def _away(request: HttpRequest) -> HttpResponse:
    """503, by a page that asks nothing of the database: not who reads it, and not in which language."""
    request.user = AnonymousUser()
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = chosen in dict(settings.LANGUAGES)
    with translation.override(chosen if known else translation.get_language_from_request(request)):
        if request.path.startswith("/api/") or "json" in request.headers.get("Accept", ""):
            return away_problem()
        context = {"frame": "", "reason": SENTENCE, "typed": texts_in(request)}
        response = render(request, "503.html", context, status=503)
    response["Retry-After"] = SECONDS
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form came from elsewhere, or is too old. What was typed is shown, so that it is not lost."""
    logger.info("form refused", extra={"reason": reason})
    return render(request, "403_csrf.html", {"typed": texts_in(request)}, status=403)
