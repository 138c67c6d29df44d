"""The list of plans, the start of one, and its page."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.clock import now
from people.http import PersonRequest
from people.models import Region
from people.queries import standing
from plans import actions
from plans.audience import who_sees, who_sees_working_copy
from plans.content import missing_sections
from plans.errors import TitleTaken
from plans.forms import AttachmentForm, DossierForm
from plans.hooks import notes_on, pointers_for
from plans.models import Dossier, Version
from plans.queries import (
    ReadPlan,
    plan_rows,
    read_working,
    state_of,
    working,
)
from plans.queries.showing import Reading, may_talk_about, read_with_passages
from plans.sections import BY_KEY
from plans.views.common import known_dossiers, need, nothing_here, reason_against
from programme.models import Edition

PAGE = 50
DOUBLE_CLICK = timedelta(minutes=1)


@require_safe
@login_required
def dossier_list(request: PersonRequest) -> HttpResponse:
    """The own region's plans first, then what others let one read."""
    known = known_dossiers(request.user)
    own = known.of_team(request.user)
    others = known.exclude(pk__in=own.values("pk")).order_by("-edition__year", "region__name", "pk")
    page = Paginator(others, PAGE).get_page(request.GET.get("page"))
    own_rows = plan_rows(request.user, own) if page.number == 1 else []
    return render(
        request,
        "plans/dossier_list.html",
        {
            "own": own_rows,
            "others": plan_rows(request.user, page.object_list),
            "page": page,
            "regions": _writes_for(request),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Start a plan of a region in the current edition."""
    region = get_object_or_404(Region, slug=slug)
    edition = Edition.objects.filter(is_current=True).first()
    if edition is None:
        raise PermissionDenied(_("There is no current edition to start a plan in."))
    need(request.user, "plans.write_dossier", Dossier(edition=edition, region=region))
    form = DossierForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_dossier(
                edition=edition, region=region, by=request.user, **form.cleaned_data
            )
        except TitleTaken as error:
            twin = _just_made(request, edition, region, form.cleaned_data["title"])
            if twin:
                return redirect("plans:dossier-edit", twin.pk)
            form.add_error("title", str(error))
        else:
            return redirect("plans:dossier-edit", made.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "region": region, "who": who_sees_working_copy(str(region))}
    return render(request, "plans/dossier_create.html", context, status=status)


@require_safe
def dossier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a plan says, how far it is, and what comes next."""
    dossier = known_dossiers(request.user).filter(pk=pk).first()
    if dossier is None:
        return nothing_here(request)
    versions = list(
        Version.objects.visible_to(request.user)
        .filter(dossier=dossier)
        .select_related("submitted_by")
    )
    state = state_of(dossier)
    writes = request.user.has_perm("plans.write_dossier", dossier)
    knows = writes or dossier.edition_id in standing(request.user).facilitates
    newest = versions[0] if versions else None
    plan: ReadPlan | None = None
    reading: Reading | None = None
    if writes:
        plan = read_working(dossier)
    elif newest:
        reading = read_with_passages(request.user, newest)
        plan = reading.plan
    context = {
        "dossier": dossier,
        "title": dossier.title if knows or newest is None else newest.title,
        "plan": plan,
        "reading": reading,
        "version": newest if reading else None,
        "talks": may_talk_about(request.user, newest) if reading and newest else False,
        "versions": versions,
        "newest": newest,
        "state": state if knows else None,
        "writes": writes,
        "pointers": pointers_for(request.user, dossier) if newest else [],
        "who": who_sees(dossier.level, str(dossier.region)),
        "who_draft": who_sees_working_copy(str(dossier.region)),
        **(_for_team(request, dossier) if writes else {}),
    }
    return render(request, "plans/dossier_detail.html", context)


def _for_team(request: HttpRequest, dossier: Dossier) -> dict[str, object]:
    """What only the team is told: what is still missing, and why a button does not work."""
    content = working(dossier)
    missing = [(key, str(BY_KEY[key].title)) for key in missing_sections(content)]
    if not content.questions:
        missing.append(("questions", _("At least one question for the critical friends")))
    leads = request.user.has_perm("plans.submit_dossier", dossier)
    return {
        "missing": missing,
        "leads": leads,
        "why_not": "" if leads else reason_against("plans.submit_dossier", dossier),
        "notes": notes_on(dossier),
        "file_form": AttachmentForm(),
    }


def _writes_for(request: PersonRequest) -> list[Region]:
    """The regions for which somebody may start a plan now."""
    edition = Edition.objects.filter(is_current=True).first()
    if edition is None:
        return []
    ids = standing(request.user).team_regions(edition.pk)
    return list(Region.objects.filter(pk__in=ids))


def _just_made(
    request: PersonRequest, edition: Edition, region: Region, title: str
) -> Dossier | None:
    """The plan that the first of two clicks made."""
    return Dossier.objects.filter(
        edition=edition,
        region=region,
        title=title,
        created_by=request.user,
        created_at__gt=now() - DOUBLE_CLICK,
    ).first()
