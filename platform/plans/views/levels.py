"""Who sees a plan: the page on which the lead decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from people.levels import Level
from plans import actions
from plans.audience import choices, who_sees, who_sees_working_copy
from plans.forms import LevelForm
from plans.hooks import built_on
from plans.views.common import need, visible_dossier


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_level(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose who sees the plan; each choice says who that is."""
    dossier = visible_dossier(request.user, pk)
    need(request.user, "plans.change_level", dossier)
    region = str(dossier.region)
    start = {"level": dossier.level, "was": dossier.level}
    data = request.POST.copy()
    form = LevelForm(data or None, choices=choices(region), initial=start)
    if request.method == "POST" and form.is_valid():
        level, was = Level(form.cleaned_data["level"]), form.cleaned_data["was"]
        try:
            actions.change_level(dossier=dossier, level=level, was=was, by=request.user)
        except DomainError as error:
            form.add_error("level", str(error))
            # the next choice starts from what is true now
            data["was"] = visible_dossier(request.user, pk).level
        else:
            who = {"who": who_sees(level, region)}
            messages.success(request, _("Who sees this plan from now on: %(who)s.") % who)
            return redirect("plans:dossier-detail", dossier.pk)
    context = {
        "dossier": dossier,
        "form": form,
        "fixed": built_on(dossier),
        "who_draft": who_sees_working_copy(region),
    }
    return render(request, "plans/dossier_level.html", context, status=409 if form.errors else 200)
