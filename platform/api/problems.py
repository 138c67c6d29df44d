"""Every error of the REST face is a problem document (RFC 9457), whoever raised it."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from core.away import away_problem
from core.errors import DomainError
from core.problems import CONTENT_TYPE, problem

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


def not_found() -> HttpResponseBase:
    """404, the same words for what is not there and what is not for this reader."""
    return problem(404, detail=_("This does not exist, or you may not see it."))


def speak_problems(api: NinjaAPI) -> None:
    """Give every kind of exception its answer."""

    @api.exception_handler(DomainError)
    def refused(_request: HttpRequest, error: DomainError) -> HttpResponseBase:
        return problem(getattr(error, "status", 409), detail=str(error))

    @api.exception_handler(AuthenticationError)
    def log_in(_request: HttpRequest, _error: AuthenticationError) -> HttpResponseBase:
        return problem(401, detail=_("Log in first."))

    @api.exception_handler(HttpError)
    def http(_request: HttpRequest, error: HttpError) -> HttpResponseBase:
        return problem(error.status_code, detail=_words(error))

    @api.exception_handler(ValidationError)
    def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponseBase:
        errors = [
            {"where": ".".join(str(part) for part in one["loc"]), "what": one["msg"]}
            for one in error.errors
        ]
        return problem(400, detail=_("This request could not be understood."), errors=errors)

    @api.exception_handler(PermissionDenied)
    def denied(_request: HttpRequest, error: PermissionDenied) -> HttpResponseBase:
        return problem(403, detail=str(error) or _("You may not do this."))

    @api.exception_handler(Http404)
    def missing(_request: HttpRequest, _error: Http404) -> HttpResponseBase:
        return not_found()

    @api.exception_handler(RequestDataTooBig)
    def too_big(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponseBase:
        return problem(413, detail=_("This is more than can be sent at once. Send less."))

    @api.exception_handler(SuspiciousOperation)
    def suspicious(_request: HttpRequest, _error: SuspiciousOperation) -> HttpResponseBase:
        return problem(400, detail=_("This request could not be understood."))

    _speak_of_faults(api)


def _speak_of_faults(api: NinjaAPI) -> None:
    @api.exception_handler(OperationalError)
    @api.exception_handler(InterfaceError)
    def away(request: HttpRequest, error: Exception) -> HttpResponseBase:
        logger.error("the database is away at %s", request.path, exc_info=error)
        return away_problem()

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponseBase:
        logger.error("the API failed at %s", request.path, exc_info=error)
        return problem(500, detail=_("Something went wrong here. Try again later."))


def _words(error: HttpError) -> str:
    if error.status_code == 403:
        return _("This request came without its CSRF token. Load the page again.")
    return _("This request could not be understood.") if error.status_code == 400 else str(error)


def in_problems(view: View) -> View:
    """What the framework answers by itself, such as 405, as a problem too."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return not_found()
        if response.status_code == 405 and response["Content-Type"] != CONTENT_TYPE:
            allowed = response["Allow"]
            response = problem(
                405, detail=_("This address takes %(methods)s.") % {"methods": allowed}
            )
            response["Allow"] = allowed
        return response

    return answer
