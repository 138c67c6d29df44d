"""Language and second factor, per request."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from core.clock import now
from core.problems import problem
from core.zones import HOME, read_in
from people.models import Person
from people.second_factor import is_missing
from people.sessions_seen import LONGEST_REST, NOTED_EVERY, SEEN

FREE = (
    "/account/",
    "/language/",
    "/theme/",
    "/static/",
    "/healthz",
    "/readyz",
    "/people/invitations/accept/",
)


class IdleMiddleware(MiddlewareMixin):
    """Logs out whoever did nothing for half a day: a shared computer forgets.

    The moment is written at most every ten minutes, so most pages write nothing.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Look at the moment that this session was last used."""
        seen = request.session.get(SEEN)
        if seen is None:
            return  # nobody logged in here
        idle = now().timestamp() - seen
        if idle > LONGEST_REST.total_seconds():
            request.session.flush()
        elif idle > NOTED_EVERY.total_seconds():
            request.session[SEEN] = now().timestamp()


class PersonLocaleMiddleware(LocaleMiddleware):
    """The reader's language: chosen in this browser, else the person's own, else the browser's."""

    def process_request(self, request: HttpRequest) -> None:
        """Switch to the language for the length of the request."""
        translation.activate(language_for(request))
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE


def language_for(request: HttpRequest) -> str:
    """The code of the language in which this request is answered."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, Person):
        return str(request.user.language)
    return translation.get_language_from_request(request)


class ReaderZoneMiddleware:
    """Moments are shown by the clock of who is logged in as well; asked when the first one is shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        def zone() -> str:
            person = request.user
            return person.time_zone if isinstance(person, Person) else HOME

        with read_in(zone):
            return self.get_response(request)


class SecondFactorMiddleware:
    """Sends facilitators and administrators without a second factor to where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person = request.user
        if request.path.startswith(FREE) or not isinstance(person, Person):
            return self.get_response(request)
        return self._refuse(request) if is_missing(request, person) else self.get_response(request)

    def _refuse(self, request: HttpRequest) -> HttpResponse:
        sentence = _(
            "Your role asks for a second factor. Set up an authenticator app or a passkey."
        )
        place = reverse("mfa_index")
        if request.path.startswith("/api/"):
            return problem(403, _("Second factor missing"), sentence)
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": place})
        messages.warning(request, sentence)
        return redirect(place)
