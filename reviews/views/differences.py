"""Where a region and its reviewers see the follow-up differently."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from people.directory import region_for
from people.http import PersonRequest
from reviews.queries.seen_differently import seen_differently


@require_GET
@login_required
def region_judged(request: PersonRequest, slug: str) -> HttpResponse:
    """A page, and a fragment for the page of the region's team."""
    region = get_object_or_404(region_for(request.user), slug=slug)
    found = seen_differently(region, request.user)
    template = "reviews/_region_judged.html" if request.htmx else "reviews/region_judged.html"  # type: ignore[attr-defined]  # django-htmx
    return render(request, template, {"region": region, "found": found})
