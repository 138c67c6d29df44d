"""Finding a round for a reader, and the right to run it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from people.http import PersonRequest
from sessions.models import Round


def seen_round(request: PersonRequest, pk: int) -> Round:
    """The round, if the reader may know of it; else 404."""
    rounds = Round.objects.visible_to(request.user).select_related("edition__programme")
    return get_object_or_404(rounds.prefetch_related("steps"), pk=pk)


def run_round(request: PersonRequest, pk: int) -> Round:
    """The round, if the reader runs it; 404 when it is out of sight, 403 when it only is seen."""
    round_ = seen_round(request, pk)
    if not request.user.has_perm("sessions.run_round", round_):
        raise PermissionDenied(_("Only facilitators of this edition run a round."))
    return round_


def page(
    request: PersonRequest, template: str, context: dict[str, Any], *, refused: bool = False
) -> HttpResponse:
    """A page of this room; 422 when a form came back with errors."""
    return render(request, f"sessions/{template}.html", context, status=422 if refused else 200)


def revision_of(request: PersonRequest) -> int:
    """The revision that a form was opened with; nothing sensible is never the present one."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
