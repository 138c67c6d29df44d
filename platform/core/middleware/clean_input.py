"""Refuses input that no honest client sends, with a sentence where it would have been a crash."""

import re

from asgiref.sync import sync_to_async
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core.middleware.base import QuickMiddleware
from core.middleware.refuse import refuse

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
UTF8 = {"utf-8", "utf8", "us-ascii"}
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

_NUL_IN_ADDRESS = re.compile(r"%00|\x00", re.IGNORECASE)
_HIGH = rb"\\u[dD][89abAB][0-9a-fA-F]{2}"
_LOW = rb"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(
    rb"(?P<fine>%(high)s%(low)s|\\[^u])|\\u0000|%(high)s|%(low)s|\x00"
    % {b"high": _HIGH, b"low": _LOW}
)


class CleanInputMiddleware(QuickMiddleware):
    """NUL, half characters and foreign encodings: 400. Too much of anything: 413.

    What people type in forms is not refused here: fields clean it and keep the text.
    The body is read here, so that Django's limits speak here and not somewhere in a view.
    """

    def before(self, request: HttpRequest) -> HttpResponseBase | None:
        """Check the address, and the body of what writes."""
        return check_address(request) or (None if request.method in SAFE else check_body(request))

    async def before_async(self, request: HttpRequest) -> HttpResponseBase | None:
        """The same; a body is parsed in a thread."""
        if request.method in SAFE:
            return check_address(request)
        return await sync_to_async(self.before)(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The last net: text that no database can keep, met somewhere in a view."""
        half = isinstance(error, UnicodeEncodeError) and "surrogates" in str(error)
        nul = isinstance(error, ValueError) and "NUL (0x00)" in str(error)
        return _bad_sign(request) if half or nul else None


def check_address(request: HttpRequest) -> HttpResponseBase | None:
    """Refuses NUL in path and query."""
    if "\x00" in request.path or _NUL_IN_ADDRESS.search(request.META.get("QUERY_STRING", "")):
        return refuse(request, 400, _("This address holds a sign that cannot be used."))
    return None


def check_body(request: HttpRequest) -> HttpResponseBase | None:
    """Refuses too much, what cannot be read, other encodings than UTF-8, and bad signs in JSON."""
    kind = request.content_type or ""
    if (request.content_params or {}).get("charset", "utf-8").lower() not in UTF8:
        return refuse(request, 400, _("Only text in UTF-8 is understood here."))
    try:
        if kind == "application/json" or kind.endswith("+json"):
            return _bad_sign(request) if has_bad_escape(request.body) else None
        request.POST  # noqa: B018 -- reading it is the check
    except TOO_MUCH:
        return refuse(
            request, 413, _("This is more than can be sent at once. Go back and send less.")
        )
    except (MultiPartParserError, UnreadablePostError):
        return refuse(request, 400, _("What was sent could not be read. Please send it again."))
    return None


def has_bad_escape(body: bytes) -> bool:
    """Whether JSON holds NUL or half a character, written plainly or as an escape."""
    return any(found["fine"] is None for found in _ESCAPE.finditer(body))


def _bad_sign(request: HttpRequest) -> HttpResponseBase:
    return refuse(request, 400, _("This text holds a sign that cannot be used."))
