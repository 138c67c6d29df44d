"""Pages of somebody who is logged in are kept by nobody."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.middleware.base import QuickMiddleware


class NoStoreMiddleware(QuickMiddleware):
    """`no-store` on every answer that a session may have coloured, unless the view said better.

    The cookie decides, not `request.user`: asking that would cost every page a query.
    """

    def after(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the header where it is needed."""
        session = settings.SESSION_COOKIE_NAME
        private = session in request.COOKIES or session in response.cookies
        if private and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
