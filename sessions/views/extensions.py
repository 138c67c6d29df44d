"""More time for one region or one reviewer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from sessions import actions
from sessions.forms import ExtensionForm
from sessions.ladder import later
from sessions.models import Round, StepKind
from sessions.queries.extensions import extension_lines
from sessions.stages import Stages
from sessions.views.common import page, run_round

USUAL_EXTENSION = 3


@require_http_methods(["GET", "POST"])
@login_required
def round_extensions(request: PersonRequest, pk: int) -> HttpResponse:
    """The extensions of a round, and a new one."""
    round_ = run_round(request, pk)
    form = ExtensionForm(request.POST or None, round=round_, initial=_initial(request, round_))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_extension(**form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("closes_at", str(error))
        else:
            messages.success(request, _("The extension is given, and told to whom it concerns."))
            return redirect("sessions:round-extensions", round_.pk)
    lines = extension_lines(round_, request.user)
    context = {"round": round_, "form": form, "lines": lines}
    return page(request, "round_extensions", context, refused=form.is_bound)


def _initial(request: PersonRequest, round_: Round) -> dict[str, object]:
    """Who and which step was clicked on, with three working days more than they have."""
    given = {name: request.GET.get(name, "") for name in ("step", "region", "person")}
    chosen = {name: int(text) for name, text in given.items() if _is_id(text)}
    step = next((row for row in round_.steps.all() if row.pk == chosen.get("step")), None)
    if step is None:
        return {**chosen}
    stage = Stages.load([round_]).of(
        StepKind(step.kind),
        round_.pk,
        region_id=chosen.get("region"),
        person_id=chosen.get("person"),
    )
    due = later(stage.due_at or step.due_at, USUAL_EXTENSION)
    return {**chosen, "due_at": due, "closes_at": max(due, stage.closes_at or step.closes_at)}


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
