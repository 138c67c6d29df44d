"""Errors of the REST face in the form of RFC 9457 (application/problem+json)."""

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.functional import Promise

CONTENT_TYPE = "application/problem+json"


def problem(
    status: int,
    title: str | Promise = "",
    detail: str | Promise = "",
    *,
    kind: str = "about:blank",
    **members: Any,
) -> JsonResponse:
    """An answer that says what went wrong: `problem(409, _("Already submitted"), str(error))`."""
    body: dict[str, Any] = {
        "type": kind,
        "title": str(title or HTTPStatus(status).phrase),
        "status": status,
        **members,
    }
    if detail:
        body["detail"] = str(detail)
    response = JsonResponse(body, status=status)
    response["Content-Type"] = CONTENT_TYPE
    response["Cache-Control"] = "no-store"
    return response
