"""Lists of threads: all that one may read, and those on one thing."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from discussion import queries, targets
from discussion.actions import open_apart, reveal, start_thread
from discussion.audience import levels_to_start
from discussion.errors import AlreadySo, NotVisible, Refused
from discussion.forms import SearchForm, StartForm
from people.http import PersonRequest
from people.models import Person
from people.queries import standing

PAGE = 30
BIGGEST = 2**53


@login_required
@require_GET
def thread_list(request: PersonRequest) -> HttpResponse:
    """What I may read, newest activity first."""
    rows, more = queries.threads_of(
        request.user, limit=PAGE, before=_before(request.GET.get("before", ""))
    )
    return render(
        request,
        "discussion/thread_list.html",
        {
            "rows": rows,
            "more": f"{more[0].isoformat()} {more[1]}" if more else "",
            "search": SearchForm(),
            "facilitates": bool(standing(request.user).facilitates),
        },
    )


@login_required
@require_GET
def target_threads(request: PersonRequest, kind: str, target_id: int) -> HttpResponse:
    """The threads on one thing, and a form to start one: a part of its page, or a page of its own."""
    return _target_page(request, kind, target_id)


@login_required
@require_http_methods(["GET", "POST"])
def thread_start(request: PersonRequest, kind: str, target_id: int) -> HttpResponse:
    """Start a conversation on a thing."""
    if request.method == "GET":
        return _target_page(request, kind, target_id, opened=True)
    levels = levels_to_start(request.user, kind, target_id)
    form = StartForm(request.POST, levels=levels)
    if not form.is_valid():
        return _target_page(request, kind, target_id, form=form, opened=True, status=400)
    words = form.cleaned_data
    try:
        thread = start_thread(kind=kind, target_id=target_id, by=request.user, **words)
    except NotVisible:
        raise Http404 from None
    except Refused as refused:
        form.add_error(None, str(refused))
        return _target_page(request, kind, target_id, form=form, opened=True, status=refused.status)
    return redirect("discussion:thread-detail", thread.pk)


@login_required
@require_POST
def apart_open(request: PersonRequest, kind: str, target_id: int) -> HttpResponse:
    """Open the thread that I write apart on a thing."""
    if target_id > BIGGEST:
        raise Http404
    try:
        thread = open_apart(kind=kind, target_id=target_id, by=request.user)
    except NotVisible:
        raise Http404 from None
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    return redirect("discussion:thread-detail", thread.pk)


@login_required
@require_POST
def target_reveal(request: PersonRequest, kind: str, target_id: int) -> HttpResponse:
    """Let who wrote apart on a thing read each other, before the moment."""
    if target_id > BIGGEST or not queries.knows_target(request.user, kind, target_id):
        raise Http404
    try:
        made = reveal(kind=kind, target_id=target_id, by=request.user)
    except AlreadySo:
        return redirect("discussion:target-threads", kind, target_id)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    return redirect("discussion:thread-detail", made.thread_id)


def _apart(person: Person, kind: str, target_id: int) -> dict[str, Any]:
    """Whether one writes apart here now, until when, and who may end it."""
    target = targets.apart_on(kind)
    if target is None:
        return {}
    until = target.apart_until(target_id)
    if until is None:
        return {}
    return {
        "apart_until": until,
        "writes_apart": target.writes_apart(person, target_id),
        "may_reveal": target.may_moderate(person, target_id),
    }


def _target_page(
    request: PersonRequest,
    kind: str,
    target_id: int,
    *,
    opened: bool = False,
    status: int = 200,
    **given: Any,
) -> HttpResponse:
    person = request.user
    if target_id > BIGGEST or not queries.knows_target(person, kind, target_id):
        raise Http404
    level = request.GET.get("level", "")
    levels = levels_to_start(person, kind, target_id)
    rows, more = queries.threads_of(person, limit=PAGE, on=(kind, target_id))
    context = {
        "kind": kind,
        "target_id": target_id,
        "target": targets.labels([(kind, target_id)]).popitem()[1],
        "target_url": targets.url_of(kind, target_id),
        "rows": rows,
        "more": more,
        "levels": levels,
        **_apart(person, kind, target_id),
        "opened": opened,
        "form": given.get("form") or StartForm(levels=levels, level=level),
    }
    part = request.headers.get("HX-Request") and not opened
    template = "discussion/_target_threads.html" if part else "discussion/thread_target.html"
    return render(request, template, context, status=status)


def _before(text: str) -> tuple[datetime, int] | None:
    """The cursor in the address; anything else is the beginning."""
    at, _space, pk = text.strip().rpartition(" ")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 16):
        return None
    try:
        moment = parse_datetime(at)
    except ValueError:
        return None
    return (moment, int(pk)) if moment and moment.tzinfo else None
