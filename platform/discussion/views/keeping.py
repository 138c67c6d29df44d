"""What one keeps for oneself: read marks, a draft, how to follow. And whom one may name."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.problems import problem
from discussion import actions, queries
from discussion.errors import NotUnderstood, Refused
from discussion.forms import FollowForm
from discussion.ranges import Ranges
from discussion.views.thread import readable, thread_page
from people.http import PersonRequest, is_of_another
from people.models import Person

P = ParamSpec("P")
MOST_RANGES = 100
MOST_NAMES = 8


def for_script(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A view that mostly a script asks: without log-in it answers 401, never a log-in page."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Person) or is_of_another(request):
            return problem(401, detail=_("Log in first."))
        try:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it has a person now
        except Refused as refused:
            return problem(refused.status, detail=str(refused))

    return answer


@require_POST
@for_script
def thread_read(request: PersonRequest, pk: int) -> HttpResponse:
    """Posts were read: `ranges` as JSON from the script; everything from the button."""
    thread = readable(request.user, pk)
    asked = "ranges" in request.POST
    given = _ranges(request.POST["ranges"]) if asked else None
    if asked and given is None:
        raise NotUnderstood
    ranges = actions.mark_read(
        thread=thread, by=request.user, ranges=given or [[1, thread.head_seq]]
    )
    if not asked:
        return redirect("discussion:thread-detail", pk)
    return JsonResponse({"ranges": ranges})


@require_POST
@for_script
def thread_draft(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep an unfinished text on the server, so that it follows to another device."""
    thread = readable(request.user, pk)
    draft = actions.save_draft(thread=thread, by=request.user, body=request.POST.get("body", ""))
    return JsonResponse({"saved": draft is not None})


@require_POST
@for_script
def thread_follow(request: PersonRequest, pk: int) -> HttpResponse:
    """Hear more, as usual, or nothing of a thread, for good or for a while."""
    thread = readable(request.user, pk)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return thread_page(request, thread, status=400, follow_form=form)
    level, until = form.wanted()
    actions.follow(thread=thread, by=request.user, level=level, until=until)
    return redirect(f"{reverse('discussion:thread-detail', args=[pk])}#follow")


@require_POST
@for_script
def thread_preview(request: PersonRequest, pk: int) -> HttpResponse:
    """Who in this text would be told, and who does not read along: asked before it is sent."""
    thread = readable(request.user, pk)
    named = actions.preview(thread=thread, by=request.user, body=request.POST.get("body", ""))
    told = len({*named.ids, *named.in_groups})
    return JsonResponse({"told": told, "not_told": named.not_told})


@require_GET
@for_script
def thread_readers(request: PersonRequest, pk: int) -> HttpResponse:
    """Whom one may name in this thread: who reads it, by the beginning of a word of the name."""
    thread = readable(request.user, pk)
    wanted = request.GET.get("q", "").casefold()[:60]
    found = [
        {"id": one.pk, "name": str(one), "org": one.organisation.name if one.organisation else ""}
        for one in queries.readers_of(thread)
        if one.pk != request.user.pk and _begins(str(one), wanted)
    ]
    found.sort(key=lambda one: str(one["name"]).casefold())
    groups = [
        {"id": 0, "name": word, "org": _("everybody of this group who reads along")}
        for group in queries.groups_in(thread)
        for word in group.words[:1]
        if wanted and word.startswith(wanted)
    ]
    return JsonResponse({"readers": [*groups, *found][:MOST_NAMES]})


def _begins(name: str, wanted: str) -> bool:
    name = name.casefold()
    return name.startswith(wanted) or any(word.startswith(wanted) for word in name.split())


def _ranges(text: str) -> Ranges | None:
    """Ranges of numbers; None when they make no sense."""
    try:
        ranges = json.loads(text)
        pairs = [[int(low), int(high)] for low, high in ranges]
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None
    return pairs[:MOST_RANGES] or None
