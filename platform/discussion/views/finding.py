"""Searching in conversations."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from discussion.forms import SearchForm
from discussion.queries.finding import Cursor, find_posts
from people.http import PersonRequest

PAGE = 20


@login_required
@require_GET
def thread_search(request: PersonRequest) -> HttpResponse:
    """Posts in which somebody's words stand, among what that person may read."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = None
    if form.is_valid():
        question = form.cleaned_data["q"]
        found = find_posts(
            request.user, question, limit=PAGE, before=_before(request.GET.get("before", ""))
        )
    more = f"{found.more[0].isoformat()} {found.more[1]}" if found and found.more else ""
    return render(
        request, "discussion/thread_search.html", {"form": form, "found": found, "more": more}
    )


def _before(text: str) -> Cursor | None:
    """The cursor in the address; anything else is the beginning."""
    at, _space, pk = text.strip().rpartition(" ")
    try:
        moment: datetime | None = parse_datetime(at)
        return (moment, str(UUID(pk))) if moment and moment.tzinfo else None
    except ValueError:
        return None
