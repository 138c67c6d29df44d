"""What all views of the desk share: the own task, what was sent, the words for what is true now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.clock import local, today
from people.http import PersonRequest
from reviews.controls import Shape
from reviews.errors import NoForm
from reviews.forms import SheetForm
from reviews.models import AnswerFile, CoWriter
from reviews.queries.desk import Desk, desk_of, task_of
from reviews.text_form import digest
from sessions.models import Assignment

REVISION = "rev-"
WAS = "was-"


def own_task(request: PersonRequest, pk: int) -> Assignment:
    """The task, if the reader writes it, alone or along; 404 when it is out of sight, 403 when others do."""
    assignment = task_of(pk, request.user)
    if assignment is None:
        raise Http404
    along = CoWriter.objects.at_work().filter(person=request.user, review__assignment=assignment)
    if assignment.person_id != request.user.pk and not along.exists():
        raise PermissionDenied(
            _("Only %(name)s writes this review.") % {"name": assignment.person.name}
        )
    return assignment


def desk_for(request: PersonRequest, pk: int) -> Desk:
    """The desk of an own task; without a published form there is nothing to write on."""
    try:
        return desk_of(own_task(request, pk), request.user)
    except NoForm as error:
        raise PermissionDenied(str(error)) from error


def seen(request: HttpRequest) -> dict[str, int]:
    """The revisions that came along, by key."""
    sent = {name: request.POST.get(name, "") for name in request.POST if name.startswith(REVISION)}
    return {
        name.removeprefix(REVISION): int(value)
        for name, value in sent.items()
        if value.isascii() and value.isdecimal() and len(value) < 10
    }


def given(request: HttpRequest, form: SheetForm) -> dict[str, Any]:
    """The answers that the writer changed: what is still as the page drew it must not overwrite a newer one."""
    return {
        key: value
        for key, value in form.values().items()
        if f"{REVISION}{key}" in request.POST
        and request.POST.get(f"{WAS}{key}", "") != digest(value)
    }


def marks(values: Mapping[str, Any], keys: list[str]) -> dict[str, str]:
    """What the page drew, by key, in ten signs."""
    return {key: digest(values.get(key)) for key in keys}


def saved_words(at: datetime) -> str:
    """When it was kept, by the server's clock; another day is named."""
    moment = local(at)
    time = date_format(moment, "H:i")
    if moment.date() == today():
        return _("Saved at %(time)s") % {"time": time}
    return _("Saved on %(day)s at %(time)s") % {"day": date_format(moment, "j F"), "time": time}


def progress_words(desk: Desk) -> str:
    """How far the draft is, in words."""
    done = desk.progress
    return _("%(done)s of %(total)s needed answers given") % {
        "done": done.done,
        "total": done.total,
    }


def files_of(desk: Desk) -> dict[str, AnswerFile]:
    """What was added at fields that ask for a file, by key of the answer."""
    keys = [control.key for control in desk.sheet.controls() if control.shape == Shape.FILE]
    if not keys or desk.review is None:
        return {}
    rows = {row.pk: row for row in desk.review.files.all()}
    return {key: rows[desk.values[key]] for key in keys if desk.values.get(key) in rows}
