"""A request of somebody who is logged in."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from people.models import Person


class PersonRequest(HttpRequest):
    """The type of a request behind `login_required`."""

    user: Person


def keep_language(request: HttpRequest, answer: HttpResponseBase, language: str) -> None:
    """Remember the language in this browser, also for when nobody is logged in."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=request.is_secure(),
    )


def is_of_another(request: HttpRequest) -> bool:
    """Whether the page behind this request was opened by somebody else, who left it open in the same browser.

    Scripts say for whom they write in `X-Person`; whoever says nothing writes for who is logged in.
    """
    return request.headers.get("X-Person", str(request.user.pk)) != str(request.user.pk)
