"""Gives every request an id, in the log, in the audit trail and in the answer."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.middleware.base import QuickMiddleware
from core.requests import current_request_id, end_request, start_request


class RequestIdMiddleware(QuickMiddleware):
    """Starts with the proxy's id or a new one; read it with `core.requests.current_request_id()`."""

    def before(self, request: HttpRequest) -> HttpResponseBase | None:
        """Set the id for everything that this request does."""
        start_request(request.headers.get("X-Request-ID", ""))
        return None

    def after(
        self,
        request: HttpRequest,  # noqa: ARG002 -- the base's signature
        response: HttpResponseBase,
    ) -> HttpResponseBase:
        """Tell the id, so that somebody who asks for help can name it."""
        response["X-Request-ID"] = current_request_id()
        end_request()
        return response
