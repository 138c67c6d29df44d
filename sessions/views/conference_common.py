"""Finding a conference for a reader, and what every page of one shows."""

from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from people.http import PersonRequest
from sessions.models import Conference, Shown
from sessions.queries.conference_people import part_in
from sessions.queries.conferences import TONES

Row = TypeVar("Row", bound=Model)


def seen_conference(request: PersonRequest, pk: int) -> Conference:
    """The conference, if the reader may know of it; else 404."""
    rows = Conference.objects.visible_to(request.user).select_related("edition__programme")
    return get_object_or_404(rows, pk=pk)


def run_conference(request: PersonRequest, pk: int) -> Conference:
    """The conference, if the reader runs it; 404 when it is out of sight, 403 when it only is seen."""
    return need_run(request, seen_conference(request, pk))


def need_run(request: PersonRequest, conference: Conference) -> Conference:
    """403 for who does not run it."""
    if not request.user.has_perm("sessions.run_conference", conference):
        raise PermissionDenied(_("Only facilitators of this edition run a work conference."))
    return conference


def need_ask(request: PersonRequest, conference: Conference) -> Conference:
    """403 for who is not among those that the conference is for, and before it is published."""
    if not request.user.has_perm("sessions.ask_conference", conference):
        raise PermissionDenied(_("This is possible for who is invited, once it is published."))
    return conference


def need_join(request: PersonRequest, conference: Conference) -> Conference:
    """403 for who only reads along."""
    if not request.user.has_perm("sessions.join_conference", conference):
        raise PermissionDenied(_("Only participants of this edition vote and write on the wall."))
    return conference


def seen_on(rows: QuerySet[Row], pk: int) -> Row:
    """Something that hangs on a conference and is in sight, with its conference; else 404."""
    return get_object_or_404(rows.select_related("conference__edition"), pk=pk)


def page(
    request: PersonRequest,
    template: str,
    conference: Conference,
    context: dict[str, Any],
    *,
    refused: bool = False,
) -> HttpResponse:
    """A page of one conference, with what the reader may do in it; 422 when a form came back."""
    shared = {
        "conference": conference,
        "part": part_in(conference, request.user),
        "tone": TONES[conference.state],  # type: ignore[index]  # a choice is the same text
        "screens": Shown.choices,
    }
    status = 422 if refused else 200
    return render(request, f"sessions/conference_{template}.html", shared | context, status=status)


def fragment(
    request: PersonRequest, template: str, conference: Conference, context: dict[str, Any]
) -> HttpResponse:
    """The part of a page that changes while people look at it."""
    shared = {"conference": conference, "part": part_in(conference, request.user)}
    return render(request, f"sessions/_conference_{template}.html", shared | context)


def back(
    conference: Conference, name: str, *, at: str = "", said: str = "", request: PersonRequest
) -> HttpResponseRedirect:
    """To a tab of the conference, at a place in it, with a sentence."""
    if said:
        messages.success(request, said)
    address = reverse(f"conferences:{name}", args=[conference.pk])
    return redirect(f"{address}#{at}" if at else address)
