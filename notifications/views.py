"""The inbox, the preferences, and the way out of a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifications import actions, kinds
from notifications.channels import Channel
from notifications.forms import ChannelsForm, MailHoursForm
from notifications.letters import read_token
from notifications.models import Notice
from notifications.queries import (
    chosen_by,
    dead_address_of,
    inbox_of,
    lines_of,
    mail_hours_of,
    unread_count,
)
from notifications.wording import DIGEST
from people.http import PersonRequest
from people.models import Person


@login_required
@require_safe
def notice_list(request: PersonRequest) -> HttpResponse:
    """What is new for me, newest first."""
    lines = lines_of(inbox_of(request.user))
    unread = sum(not line.read for line in lines)
    context = {"lines": lines, "unread": unread, "dead": dead_address_of(request.user)}
    return render(request, "notifications/notice_list.html", context)


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
    """Choose what comes by which way, and when."""
    posted = request.POST if request.method == "POST" else None
    chosen = chosen_by([request.user.pk]).get(request.user.pk, {})
    ways = ChannelsForm(posted, chosen=chosen)
    hours = MailHoursForm(posted, instance=mail_hours_of(request.user))
    if posted is not None and ways.is_valid() and hours.is_valid():
        actions.choose(person=request.user, chosen=ways.chosen())
        actions.choose_hours(person=request.user, values=hours.cleaned_data)
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:preferences")
    context = {"ways": ways, "hours": hours, "dead": dead_address_of(request.user)}
    return render(request, "notifications/preferences.html", context)


@login_required
@require_POST
def preferences_usual(request: PersonRequest) -> HttpResponse:
    """Forget one's own choices."""
    actions.choose_defaults(person=request.user)
    messages.success(request, _("You get the usual mail again."))
    return redirect("notifications:preferences")


@login_required
@require_POST
def address_trust(request: PersonRequest) -> HttpResponse:
    """Say that mail reaches one's own address again."""
    if actions.trust_again(address=request.user.email, by=request.user):
        messages.success(request, _("From now on we send mail to your address again."))
    return redirect("notifications:preferences")


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed link is the right
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop mail of one kind, or digests, for one person; a look at the page changes nothing."""
    found = read_token(token)
    person = Person.objects.filter(pk=found[0]).first() if found else None
    what = found[1] if found else ""
    kind = kinds.get(what)
    if person is None or (kind is None and what != DIGEST):
        return render(request, "notifications/unsubscribe.html", {"broken": True}, status=404)
    if request.method == "POST" and kind:
        actions.choose(person=person, chosen={kind.key: Channel.INBOX})
    elif request.method == "POST":
        actions.stop_digests(person=person)
    context = {"kind": kind, "done": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)
