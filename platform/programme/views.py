"""The programme: its editions, and the planning of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.http import PersonRequest
from people.queries import standing
from programme.actions import change_step
from programme.forms import StepForm
from programme.models import Edition, Step
from programme.queries import current_edition, edition_page


@login_required
@require_safe
def edition_list(request: PersonRequest) -> HttpResponse:
    """Every edition in which the reader has a part."""
    editions = (
        Edition.objects.visible_to(request.user).select_related("programme").order_by("-year")
    )
    context = {"editions": editions, "current": current_edition(request.user)}
    return render(request, "programme/edition_list.html", context)


@login_required
@require_safe
def edition_detail(request: PersonRequest, slug: str) -> HttpResponse:
    """One edition: mission, planning, participants, the ten elements, the questions."""
    rows = Edition.objects.visible_to(request.user).select_related("programme")
    edition = get_object_or_404(rows, slug=slug)
    context = {
        "page": edition_page(request.user, edition),
        "edition": edition,
        "may_edit": standing(request.user).may("programme.edit", edition.pk),
    }
    return render(request, "programme/edition_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_edit(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Change the dates, owner and state of a step."""
    rows = Step.objects.visible_to(request.user).select_related("edition__programme")
    step = get_object_or_404(rows, edition__slug=slug, number=number)
    if not request.user.has_perm("programme.edit_step", step):
        raise PermissionDenied(_("Only a facilitator changes the planning."))
    edition = step.edition
    form = StepForm(request.POST if request.method == "POST" else None, instance=step)
    if request.method == "POST" and form.is_valid():
        change_step(step=step, values=form.cleaned_data, by=request.user)
        messages.success(request, _("The planning is saved."))
        return redirect(reverse("programme:edition-detail", args=[slug]) + "#planning")
    return render(
        request, "programme/step_edit.html", {"form": form, "step": step, "edition": edition}
    )
