"""Finding a sitting for a reader, and the right to run it or to write in it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from people.http import PersonRequest
from sessions.errors_sitting import NotInvited, NotRun, NotYourTask
from sessions.models import Sitting
from sessions.queries.sittings import sittings_for

REASONS: dict[str, Any] = {
    "sessions.run_sitting": NotRun,
    "sessions.note_sitting": NotYourTask,
    "sessions.join_sitting": NotYourTask,
    "sessions.answer_sitting": NotInvited,
}


def seen_sitting(request: PersonRequest, pk: int) -> Sitting:
    """The sitting, if the reader may know of it; else 404."""
    return get_object_or_404(sittings_for(request.user), pk=pk)


def sitting_for(request: PersonRequest, pk: int, permission: str) -> Sitting:
    """The sitting, if the reader may do this there; 404 out of sight, 403 where it only is seen."""
    sitting = seen_sitting(request, pk)
    if not request.user.has_perm(permission, sitting):
        raise PermissionDenied(str(REASONS[permission].sentence))
    return sitting


def run_sitting(request: PersonRequest, pk: int) -> Sitting:
    """The sitting, if the reader runs it."""
    return sitting_for(request, pk, "sessions.run_sitting")


def from_script(request: HttpRequest) -> bool:
    """Whether a script asks, which wants an answer instead of a page."""
    return request.headers.get("X-Requested-With") == "room"


def catch_up(form: Form, revision: int) -> None:
    """After somebody else was first: who presses again has seen both texts, and saves on the newest one."""
    form.data = {**form.data.dict(), "seen": str(revision)}  # type: ignore[attr-defined]  # a QueryDict
