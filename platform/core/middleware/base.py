"""One way to write a middleware that works in both worlds without a change of thread."""

from collections.abc import Awaitable, Callable
from typing import cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]
AsyncHandler = Callable[[HttpRequest], Awaitable[HttpResponseBase]]


class QuickMiddleware:
    """A middleware whose own steps neither wait nor ask the database.

    Subclasses fill in `before`, which may answer at once, and `after`.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Handler | AsyncHandler) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if self.is_async:
            return self._answer_async(request)
        early = self.before(request)
        return self.after(request, early or cast(Handler, self.get_response)(request))

    async def _answer_async(self, request: HttpRequest) -> HttpResponseBase:
        early = await self.before_async(request)
        answer = early or await cast(AsyncHandler, self.get_response)(request)
        return self.after(request, answer)

    def before(self, request: HttpRequest) -> HttpResponseBase | None:
        """Look at the request; an answer here keeps it from the view."""

    async def before_async(self, request: HttpRequest) -> HttpResponseBase | None:
        """The same under ASGI; override it when `before` may take long."""
        return self.before(request)

    def after(
        self,
        request: HttpRequest,  # noqa: ARG002 -- for subclasses
        response: HttpResponseBase,
    ) -> HttpResponseBase:
        """Change the answer."""
        return response
