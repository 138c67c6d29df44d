"""Who calls: the session of the log-in, with the CSRF token for whatever writes."""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from ninja.errors import AuthorizationError
from ninja.security import SessionAuth

from people.http import is_of_another
from people.models import Person


class PersonRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: Person


class _Csrf(CsrfViewMiddleware):
    """Django's own check, without its page."""

    def _reject(self, _request: HttpRequest, _reason: str) -> HttpResponse:
        return HttpResponseForbidden()


class BySession(SessionAuth):
    """The cookie of the log-in. Writing also takes `X-CSRFToken`, as every form does."""

    def _get_key(self, request: HttpRequest) -> str | None:
        if not request.user.is_authenticated:
            return None  # "log in" is the more useful answer, and nothing will be done
        check = _Csrf(lambda _request: HttpResponse())
        request.csrf_processing_done = False  # type: ignore[attr-defined]  # these views are exempt until here
        check.process_request(request)
        if check.process_view(request, HttpResponse, (), {}):
            raise AuthorizationError
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:  # noqa: ARG002 -- the session is read by Django
        """The person behind the session, if there is one and the page is that person's own."""
        user = request.user
        if not isinstance(user, Person) or not user.is_active or is_of_another(request):
            return None
        return user
