"""Somebody's calendar: the feed behind a secret address, the page about it, and single files."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.clock import now
from core.keys import fingerprint
from core.ratelimit import allow
from people.http import PersonRequest
from sessions.actions.calendar import make_feed, revoke_feed
from sessions.calendar.entries import Entry
from sessions.calendar.writing import calendar_file
from sessions.models import CalendarFeed, Sitting, StepKind
from sessions.queries.calendar import calendar_of, sitting_entry, step_entries
from sessions.queries.conference_calendar import conferences_in_calendar, entries_of_conferences
from sessions.views.common import page, seen_round

TYPE = "text/calendar; charset=utf-8"
COMING = 8


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The calendar of whoever made this address. No log-in: the secret is the right."""
    known = fingerprint(secret)
    who = get_adapter().get_client_ip(request)
    if not allow(f"calendar:{known}", rate=1 / 30, burst=30) or not allow(
        f"calendars:{who}", rate=1, burst=120
    ):
        answer = HttpResponse(_("Too often. Try again in a minute."), status=429)
        answer["Retry-After"] = "60"
        return _quiet(answer)
    row = (
        CalendarFeed.objects.filter(token_hash=known, person__is_active=True)
        .select_related("person")
        .first()
    )
    if row is None:
        return _quiet(HttpResponse(_("There is no calendar here."), status=404))
    body = calendar_file(calendar_of(row.person), name="Klankbord")
    return _fresh(request, body)


def _fresh(request: HttpRequest, body: bytes) -> HttpResponseBase:
    """The file, or only "not changed" for a program that has it already."""
    etag = quote_etag(fingerprint(body.decode()))
    answer = HttpResponse(body, content_type=TYPE)
    answer["ETag"] = etag
    answer["Content-Disposition"] = 'inline; filename="klankbord.ics"'
    conditional = get_conditional_response(request, etag=etag, response=answer) or answer
    return _quiet(conditional)


def _quiet(answer: HttpResponseBase) -> HttpResponseBase:
    """Kept by nobody, found by no search engine; and Django writes no log line, which would hold the address."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer._has_been_logged = True  # type: ignore[attr-defined]  # what Django's own log asks
    return answer


@require_safe
@login_required
def calendar_page(request: PersonRequest) -> HttpResponse:
    """What stands in my calendar, and the address at which my calendar program reads it."""
    return _page(request)


@require_POST
@login_required
def feed_make(request: PersonRequest) -> HttpResponse:
    """Make the address; it is shown on this answer and never again."""
    secret = make_feed(person=request.user)
    address = request.build_absolute_uri(reverse("calendar:feed", args=[secret]))
    answer = _page(request, address)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@login_required
def feed_revoke(request: PersonRequest) -> HttpResponse:
    """Let the address lead nowhere any more."""
    if revoke_feed(person=request.user):
        messages.success(
            request, _("The address is revoked. Calendar programs read nothing there.")
        )
    return redirect("calendar:page")


@require_safe
@login_required
def step_file(request: PersonRequest, pk: int, kind: str) -> HttpResponse:
    """One step of a round, as a file for a calendar."""
    round_ = seen_round(request, pk)
    if kind not in StepKind.values or round_.published_at is None:
        raise Http404
    entries = step_entries(request.user, round_, StepKind(kind))
    if not entries:
        raise Http404
    return _file(entries, f"{kind}-{round_.pk}.ics")


@require_safe
@login_required
def sitting_file(request: PersonRequest, pk: int) -> HttpResponse:
    """One sitting, as a file for a calendar."""
    rows = Sitting.objects.visible_to(request.user).standing()
    rows = rows.select_related("round__edition", "region", "round_plan__dossier__region")
    entry = sitting_entry(get_object_or_404(rows, pk=pk), request.user)
    if entry is None:
        raise Http404
    return _file([entry], f"sitting-{pk}.ics")


@require_safe
@login_required
def conference_file(request: PersonRequest, pk: int) -> HttpResponse:
    """One work conference, as a file for a calendar."""
    conference = get_object_or_404(conferences_in_calendar(request.user), pk=pk)
    return _file(entries_of_conferences([conference]), f"conference-{pk}.ics")


def _file(entries: list[Entry], name: str) -> HttpResponse:
    answer = HttpResponse(calendar_file(entries), content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(request: PersonRequest, address: str = "") -> HttpResponse:
    coming = [entry for entry in calendar_of(request.user) if entry.ends_at >= now()]
    context = {
        "entries": sorted(coming, key=lambda entry: entry.starts_at)[:COMING],
        "feed": CalendarFeed.objects.filter(person=request.user).first(),
        "address": address,
        "webcal": address.replace("https://", "webcal://").replace("http://", "webcal://"),
    }
    return page(request, "calendar_page", context)
