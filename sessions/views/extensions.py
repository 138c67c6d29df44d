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
from sessions.queries.extensions import extension_lines
from sessions.views.common import page, run_round


@require_http_methods(["GET", "POST"])
@login_required
def round_extensions(request: PersonRequest, pk: int) -> HttpResponse:
    """The extensions of a round, and a new one."""
    round_ = run_round(request, pk)
    form = ExtensionForm(request.POST or None, round=round_)
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
