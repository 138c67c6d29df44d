"""Regions: the list, the profile, and writing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.actions.regions import change_region
from people.directory import region_for, regions_for, team_for
from people.errors import RegionChanged
from people.forms import RegionForm, goal_formset
from people.forms.regions import DNA, BaseGoalFormSet
from people.http import PersonRequest
from people.models import Region


@login_required
@require_safe
def region_list(request: PersonRequest) -> HttpResponse:
    """Every region in the programme."""
    return render(request, "people/region_list.html", {"regions": regions_for(request.user)})


@login_required
@require_safe
def region_detail(request: PersonRequest, slug: str) -> HttpResponse:
    """One region: its motto, its DNA, its goals, its people."""
    region = get_object_or_404(region_for(request.user), slug=slug)
    context = {
        "region": region,
        "strands": strands(region),
        "team": team_for(request.user, region),
        "may_edit": request.user.has_perm("people.edit_region", region),
    }
    return render(request, "people/region_detail.html", context)


def strands(region: Region) -> list[tuple[str | Promise, str]]:
    """The seven strands of DNA, each with its name."""
    return [(label, getattr(region, name)) for name, label in DNA.items()]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def region_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Write the profile; when two write at once, the second sees both texts."""
    region = get_object_or_404(region_for(request.user), slug=slug)
    if not request.user.has_perm("people.edit_region", region):
        raise PermissionDenied(_("Only the region's own team writes its profile."))
    data = request.POST if request.method == "POST" else None
    form, goals = RegionForm(data, instance=region), goal_formset(region, data)
    if data is None or not (form.is_valid() and goals.is_valid()):
        return _page(request, region, form, goals)
    return _save(request, get_object_or_404(region_for(request.user), slug=slug), form, goals)


def _save(
    request: PersonRequest, region: Region, form: RegionForm, goals: BaseGoalFormSet
) -> HttpResponse:
    """Keep it; `region` was read anew, because checking a form writes in its own copy."""
    try:
        change_region(
            region=region,
            revision=form.cleaned_data["revision"],
            values=form.cleaned_data,
            municipalities=form.cleaned_data["municipalities"],
            goals=goals.lines(),
            by=request.user,
        )
    except RegionChanged as error:
        return _conflict(request, region, form, goals, error)
    messages.success(request, _("The profile is saved."))
    return redirect("people:region-detail", region.slug)


def _conflict(
    request: PersonRequest,
    region: Region,
    form: RegionForm,
    goals: BaseGoalFormSet,
    error: RegionChanged,
) -> HttpResponse:
    """Both texts: what is saved now beside the form with what was typed, ready to be sent again."""
    again = request.POST.copy()
    again["revision"] = str(region.revision)
    form.data = again
    theirs = {
        form.fields[name].label: getattr(region, name)
        for name in ["motto", "ambition", *DNA]
        if getattr(region, name) != form.cleaned_data[name]
    }
    saved = [row.name for row in region.municipalities.all()]
    if saved != sorted(form.cleaned_data["municipalities"]):
        theirs[form.fields["municipalities"].label] = "\n".join(saved)
    return _page(request, region, form, goals, status=409, sentence=str(error), theirs=theirs)


def _page(
    request: PersonRequest,
    region: Region,
    form: RegionForm,
    goals: BaseGoalFormSet,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    dna = [form[name] for name in DNA]
    context = {"region": region, "form": form, "goals": goals, "dna": dna, **more}
    return render(request, "people/region_edit.html", context, status=status)
