"""The inbox, the preferences, and the way out of a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifications import actions, kinds
from notifications.forms import PreferencesForm
from notifications.letters import read_token
from notifications.models import Notice
from notifications.queries import choices_of, inbox_of, lines_of, unread_count
from people.http import PersonRequest
from people.models import Person


@login_required
@require_safe
def notice_list(request: PersonRequest) -> HttpResponse:
    """What is new for me, newest first."""
    lines = lines_of(inbox_of(request.user))
    unread = sum(not line.read for line in lines)
    return render(request, "notifications/notice_list.html", {"lines": lines, "unread": unread})


@login_required
@require_safe
def notice_count(request: PersonRequest) -> HttpResponse:
    """The number of unread notices, for the live counter."""
    return HttpResponse(str(unread_count(request.user)), content_type="text/plain")


@login_required
@require_POST
def notice_read(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that one notice was read, and go where it leads."""
    notice = get_object_or_404(Notice.objects.select_related("person"), pk=pk, person=request.user)
    actions.mark_read(person=request.user, notices=[notice.pk])
    lines = lines_of([notice])
    return redirect(lines[0].url if lines else "notifications:notice-list")


@login_required
@require_POST
def notice_read_all(request: PersonRequest) -> HttpResponse:
    """Say that every notice was read."""
    actions.mark_read(person=request.user)
    messages.success(request, _("Everything is marked as read."))
    return redirect("notifications:notice-list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: PersonRequest) -> HttpResponse:
    """Choose what also comes by mail."""
    posted = request.POST if request.method == "POST" else None  # no box ticked is an answer too
    form = PreferencesForm(posted, choices=choices_of(request.user))
    if request.method == "POST" and form.is_valid():
        actions.choose(person=request.user, chosen=form.chosen())
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {"form": form})


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed link is the right
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop mail of one kind for one person; a look at the page changes nothing."""
    found = read_token(token)
    kind = kinds.get(found[1]) if found else None
    person = Person.objects.filter(pk=found[0]).first() if found else None
    if kind is None or person is None:
        return render(request, "notifications/unsubscribe.html", {"broken": True}, status=404)
    if request.method == "POST":
        actions.choose(person=person, chosen={kind.key: False})
    context = {"kind": kind, "done": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)
