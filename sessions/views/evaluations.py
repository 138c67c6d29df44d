"""How a sitting was: four questions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions.evaluations import evaluate
from sessions.errors_sitting import NotThere
from sessions.forms.minutes import EvaluationForm
from sessions.views.common import page
from sessions.views.sitting_common import seen_sitting


@require_http_methods(["GET", "POST"])
@login_required
def sitting_evaluate(request: PersonRequest, pk: int) -> HttpResponse:
    """Say how it was, once, without a name."""
    sitting = seen_sitting(request, pk)
    if not request.user.has_perm("sessions.evaluate_sitting", sitting):
        raise PermissionDenied(str(NotThere.sentence))
    done = sitting.evaluated.filter(person=request.user).exists()
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            evaluate(sitting=sitting, judgement=form.judgement(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. Your answer is kept without your name."))
            return redirect("sessions:sitting-detail", sitting.pk)
    context = {"sitting": sitting, "form": form, "done": done}
    return page(request, "sitting_evaluate", context, refused=form.is_bound)
