"""Which form each audience fills in, and what a form looks like."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from people.http import PersonRequest
from people.queries import standing
from reviews import actions
from reviews.controls import Earlier, Question, Setting, lay_out
from reviews.forms import RoundFormsForm, SheetForm
from reviews.models import FormVersion, RoundForm
from reviews.queries.sheets import newest_of, schema_of
from reviews.views.paper import Beside, Paper
from sessions.models import Capacity, Round, Season


@require_http_methods(["GET", "POST"])
@login_required
def round_forms(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the form of each audience in a round."""
    round_ = get_object_or_404(
        Round.objects.visible_to(request.user).select_related("edition__programme"), pk=pk
    )
    if not request.user.has_perm("reviews.choose_forms", round_):
        raise PermissionDenied(_("Only facilitators of this edition choose the forms."))
    versions = list(FormVersion.objects.select_related("form").order_by("form__key", "-number"))
    rows = RoundForm.objects.filter(round=round_)
    initial = {row.audience: str(row.version_id) for row in rows}
    audiences = [(capacity.value, str(capacity.label)) for capacity in Capacity]
    form = RoundFormsForm(audiences, versions, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        for audience, version in form.chosen().items():
            actions.choose_form(
                round_=round_, audience=Capacity(audience), version=version, by=request.user
            )
        messages.success(request, _("The forms are chosen. Drafts that were begun keep theirs."))
        return redirect("reviews:round-forms", pk)
    context = {
        "round": round_,
        "form": form,
        "versions": versions,
        "newest": newest_of(Season(round_.season)),
    }
    return render(
        request, "reviews/round_forms.html", context, status=422 if form.is_bound else 200
    )


@require_GET
@login_required
def form_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """A form as reviewers meet it, with a question and an earlier recommendation as examples."""
    if not standing(request.user).roles:
        raise PermissionDenied(_("Only people with a role in an edition see the forms."))
    version = get_object_or_404(FormVersion.objects.select_related("form"), pk=pk)
    setting = Setting(
        questions=(Question(0, _("The first question of the region")),),
        earlier=(Earlier(0, _("A recommendation from June"), mine=True),),
    )
    sheet = lay_out(schema_of(version), setting)
    parts = Paper(SheetForm(sheet), {}, Beside({0: setting.questions[0].text})).parts(sheet)
    return render(request, "reviews/form_detail.html", {"version": version, "parts": parts})
