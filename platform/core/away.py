"""The database is away for a moment: said in words, so that people and programs simply try again."""

from django.db import InterfaceError, OperationalError
from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from core.problems import problem

AWAY = (OperationalError, InterfaceError)
SECONDS = "5"
SENTENCE = _(
    "The site cannot reach its data at this moment. What was saved is safe. Try again in a few seconds."
)


def is_away(error: BaseException | None) -> bool:
    """Whether this error says that the database cannot be reached, or broke off."""
    return isinstance(error, AWAY)


def away_problem() -> JsonResponse:
    """503 for programs: the same request again, a little later, is right."""
    response = problem(503, detail=SENTENCE)
    response["Retry-After"] = SECONDS
    return response
