"""Overviews: what became of the advice of an edition, a round and a region, and the story of a plan."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from people.http import PersonRequest
from people.models import Region
from people.queries import present_membership
from plans.models import Dossier
from programme.models import Edition
from reviews.overviews.moments import NAMES, by_month
from reviews.queries.awaiting import steps_to_come
from reviews.queries.dossier_story import dossier_story
from reviews.queries.follow_up import theme_of
from reviews.queries.overviews import (
    overview_of_edition,
    overview_of_region,
    overview_of_round,
    own_commitments,
    plans_of,
    region_lines,
    regions_in,
)
from sessions.models import Round

PAGE = 60


@require_GET
@login_required
def overview(request: PersonRequest) -> HttpResponse:
    """To the overview of the edition in which the reader works now."""
    membership = present_membership(request.user)
    if membership is None:
        return render(request, "reviews/overview_none.html")
    return redirect("reviews:overview-edition", membership.edition.slug)


def _edition(request: PersonRequest, slug: str) -> Edition:
    rows = Edition.objects.visible_to(request.user).select_related("programme")
    return get_object_or_404(rows, slug=slug)


def _rounds(request: PersonRequest, edition: Edition) -> list[Round]:
    rows = Round.objects.visible_to(request.user).filter(edition=edition)
    return list(rows.select_related("edition").order_by("season"))


@require_GET
@login_required
def overview_edition(request: PersonRequest, slug: str) -> HttpResponse:
    """The whole edition in numbers and pictures."""
    edition = _edition(request, slug)
    found = overview_of_edition(edition, request.user)
    rounds = _rounds(request, edition)
    context = {
        "edition": edition,
        "rounds": rounds,
        "found": found,
        "regions": region_lines(edition, request.user, found.courses),
        "awaited": [] if found.total else steps_to_come(rounds),
    }
    return render(request, "reviews/overview_edition.html", context)


@require_GET
@login_required
def overview_round(request: PersonRequest, pk: int) -> HttpResponse:
    """The advice that was given in one round, and what became of it."""
    rows = Round.objects.visible_to(request.user).select_related("edition__programme")
    round_ = get_object_or_404(rows, pk=pk)
    found = overview_of_round(round_, request.user)
    context = {
        "edition": round_.edition,
        "round": round_,
        "rounds": _rounds(request, round_.edition),
        "found": found,
        "regions": region_lines(round_.edition, request.user, found.courses),
        "awaited": [] if found.total else steps_to_come([round_]),
    }
    return render(request, "reviews/overview_round.html", context)


@require_GET
@login_required
def overview_region_now(request: PersonRequest, slug: str) -> HttpResponse:
    """To the overview of a region in the edition in which the reader works now."""
    membership = present_membership(request.user)
    if membership is None:
        raise Http404
    return redirect("reviews:overview-region", membership.edition.slug, slug)


@require_GET
@login_required
def overview_region(request: PersonRequest, slug: str, region: str) -> HttpResponse:
    """The advice to one region in an edition, and what became of it."""
    edition = _edition(request, slug)
    place: Region = get_object_or_404(regions_in(edition, request.user), slug=region)
    found = overview_of_region(place, edition, request.user)
    rounds = _rounds(request, edition)
    context = {
        "edition": edition,
        "region": place,
        "rounds": rounds,
        "found": found,
        "plans": plans_of(place, edition, request.user),
        "own": own_commitments(place, edition, request.user),
        "awaited": [] if found.total else steps_to_come(rounds),
    }
    return render(request, "reviews/overview_region.html", context)


@require_GET
@login_required
def overview_dossier(request: PersonRequest, pk: int) -> HttpResponse:
    """The story of one plan, from its first version to the last judgement."""
    rows = Dossier.objects.visible_to(request.user).select_related("region", "edition__programme")
    dossier = get_object_or_404(rows, pk=pk)
    story = dossier_story(dossier, request.user)
    kind = request.GET.get("kind", "")
    kind = kind if kind in story.kinds else ""
    page = Paginator(story.of(kind), PAGE).get_page(request.GET.get("page"))
    context = {
        "dossier": dossier,
        "theme": theme_of(dossier, request.user),
        "total": len(story.moments),
        "kinds": [(key, NAMES[key], count) for key, count in story.kinds.items()],
        "kind": kind,
        "query": f"kind={kind}" if kind else "",
        "page": page,
        "months": by_month(page.object_list),
    }
    return render(request, "reviews/overview_dossier.html", context)
