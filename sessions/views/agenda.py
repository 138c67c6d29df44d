"""The agenda of a sitting: its steps, or another template."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions.agenda import lines_of, save_agenda, take_template
from sessions.agenda import INSTRUCTIONS, misfit, too_long, total
from sessions.forms.agenda import AgendaFormSet, TemplateForm
from sessions.models import AgendaTemplate
from sessions.views.common import page
from sessions.views.sitting_common import run_sitting


@require_http_methods(["GET", "POST"])
@login_required
def sitting_agenda(request: PersonRequest, pk: int) -> HttpResponse:
    """The steps, row by row, with what they add up to."""
    sitting = run_sitting(request, pk)
    lines = lines_of(sitting)
    rows = AgendaFormSet(
        request.POST or None, initial=[vars(line) for line in lines], prefix="step"
    )
    refusal = ""
    if request.method == "POST" and rows.is_valid():
        try:
            save_agenda(sitting=sitting, lines=rows.lines(), by=request.user)  # type: ignore[attr-defined]  # of our formset
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, _("The agenda is saved."))
            return redirect("sessions:sitting-agenda", sitting.pk)
    minutes = total(line.minutes for line in lines)
    context = {
        "sitting": sitting,
        "rows": rows,
        "templates": TemplateForm(initial={"template": sitting.template}),
        "refusal": refusal,
        "minutes": minutes,
        "misfit": misfit(minutes, sitting.starts_at, sitting.ends_at),
        "too_long": too_long(minutes, sitting.starts_at, sitting.ends_at),
        "usual": INSTRUCTIONS,
    }
    return page(request, "sitting_agenda", context, refused=rows.is_bound)


@require_POST
@login_required
def agenda_template(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the steps of a template in place of the present ones."""
    sitting = run_sitting(request, pk)
    form = TemplateForm(request.POST)
    try:
        if form.is_valid():
            template = AgendaTemplate(form.cleaned_data["template"])
            take_template(sitting=sitting, template=template, by=request.user)
            messages.success(request, _("The agenda has the steps of the template now."))
        else:
            messages.error(request, _("Choose one of the agendas."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("sessions:sitting-agenda", sitting.pk)
