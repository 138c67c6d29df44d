"""Choosing another version of a form while drafts are being written: first what it touches."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.building.comparing import compare
from reviews.building.moving import at_risk
from reviews.models import FormVersion
from reviews.queries.moving import drafts_of, effect_of
from reviews.queries.sheets import schema_of
from sessions.models import Capacity, Round


class MoveForm(forms.Form):
    """Which audience goes to which version, and what was shown of it."""

    audience = forms.ChoiceField(choices=Capacity.choices, widget=forms.HiddenInput)
    version = forms.ModelChoiceField(
        FormVersion.objects.select_related("form"), widget=forms.HiddenInput
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@login_required
def round_forms_move(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what moving the drafts touches, in numbers; and move them, or leave them where they are."""
    round_ = get_object_or_404(
        Round.objects.visible_to(request.user).select_related("edition__programme"), pk=pk
    )
    if not request.user.has_perm("reviews.choose_forms", round_):
        raise PermissionDenied(_("Only facilitators of this edition choose the forms."))
    sent = MoveForm(request.POST or request.GET)
    if not sent.is_valid():
        messages.warning(request, _("Choose a form for the round first."))
        return redirect("reviews:round-forms", pk)
    audience, version = Capacity(sent.cleaned_data["audience"]), sent.cleaned_data["version"]
    if request.method == "GET":
        return _page(request, round_, audience, version)
    try:
        if "stay" in request.POST:
            actions.choose_form(round_=round_, audience=audience, version=version, by=request.user)
            messages.success(request, _("The form is chosen. Drafts that were begun keep theirs."))
        else:
            moved = actions.move_drafts(
                round_=round_,
                audience=audience,
                version=version,
                by=request.user,
                seen=sent.cleaned_data["seen"],
            )
            messages.success(
                request,
                ngettext("%(n)s draft is moved.", "%(n)s drafts are moved.", moved) % {"n": moved},
            )
    except DomainError as error:
        messages.warning(request, str(error))
        return _page(request, round_, audience, version, status=409)
    return redirect("reviews:round-forms", pk)


def _page(
    request: PersonRequest,
    round_: Round,
    audience: Capacity,
    version: FormVersion,
    status: int = 200,
) -> HttpResponse:
    drafts = drafts_of(round_, audience, version)
    olds = {review.form_version_id: review.form_version for review in drafts}
    context = {
        "round": round_,
        "audience": audience,
        "version": version,
        "effect": effect_of(drafts, version),
        "at_risk": sorted(
            {row for old in olds.values() for row in at_risk(schema_of(old), schema_of(version))}
        ),
        "comparisons": [
            (old, compare(schema_of(old), schema_of(version))) for old in olds.values()
        ],
    }
    return render(request, "reviews/round_forms_move.html", context, status=status)
