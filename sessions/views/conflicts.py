"""Declared conflicts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.http import PersonRequest
from sessions import actions
from sessions.forms import ConflictForm
from sessions.models import Conflict, ConflictKind
from sessions.queries.conflicts import conflicts_for, people_to_declare_for, regions_to_declare
from sessions.views.common import page


@require_http_methods(["GET", "POST"])
@login_required
def conflict_list(request: PersonRequest) -> HttpResponse:
    """One's own conflicts, and for facilitators those of their edition; a POST declares one."""
    others = people_to_declare_for(request.user)
    form = ConflictForm(
        request.POST or None,
        person=request.user,
        others=others,
        regions=regions_to_declare(request.user),
    )
    if request.method == "POST" and form.is_valid():
        actions.declare_conflict(
            person=form.cleaned_data.get("person") or request.user,
            region=form.cleaned_data["region"],
            kind=ConflictKind(form.cleaned_data["kind"]),
            note=form.cleaned_data["note"],
            by=request.user,
        )
        messages.success(request, _("The conflict is declared."))
        return redirect("sessions:conflict-list")
    context = {"form": form, "conflicts": conflicts_for(request.user)}
    return page(request, "conflict_list", context, refused=form.is_bound)


@require_POST
@login_required
def conflict_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a declaration back."""
    conflict = get_object_or_404(Conflict.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("sessions.remove_conflict", conflict):
        raise PermissionDenied
    actions.remove_conflict(conflict=conflict, by=request.user)
    messages.success(request, _("The conflict is removed."))
    return redirect("sessions:conflict-list")
