"""Pages of libraries take no more methods than pages of our own."""

from typing import Any

from django.http import HttpRequest, HttpResponseNotAllowed

from core.middleware.base import QuickMiddleware

TAKEN = ["GET", "HEAD", "OPTIONS", "POST"]


class PageMethodsMiddleware(QuickMiddleware):
    """405 where a page made of a class would take PUT, PATCH or DELETE as if it were a form.

    Our views are functions that name their methods; libraries bring classes, and Django's form
    views answer PUT as POST.
    """

    def process_view(
        self,
        request: HttpRequest,
        view: Any,
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponseNotAllowed | None:
        """Answer before the view does."""
        if hasattr(view, "view_class") and request.method not in TAKEN:
            return HttpResponseNotAllowed(TAKEN)
        return None
