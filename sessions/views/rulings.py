"""Rules about pairs: certain, certainly not, and who does not meet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from people.models import Person
from sessions import actions
from sessions.errors import TieNeedsReason
from sessions.forms.matching import ApartForm, RulingForm
from sessions.models import Apart, Round, RoundPlan, Ruling, RulingKind
from sessions.queries.pool import pool_of
from sessions.queries.settings import aparts_of, rulings_of
from sessions.views.common import page, run_round


@require_http_methods(["GET", "POST"])
@login_required
def matching_rules(request: PersonRequest, pk: int) -> HttpResponse:
    """The rules about pairs, and a form for one more; a POST makes a ruling about a pair."""
    round_ = run_round(request, pk)
    form = _ruling_form(request, round_)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.rule_pair(
                plan=given["plan"],
                person=given["person"],
                kind=RulingKind(given["kind"]),
                note=given["note"],
                by=request.user,
            )
        except TieNeedsReason as error:
            form.add_error("note", str(error))
        except DomainError as error:
            form.add_error("person", str(error))
        else:
            messages.success(request, _("Saved. The next proposal goes by it."))
            return redirect("sessions:matching-rules", round_.pk)
    return _page(request, round_, form, _apart_form(None, round_))


@require_POST
@login_required
def matching_apart(request: PersonRequest, pk: int) -> HttpResponse:
    """Two who do not meet."""
    round_ = run_round(request, pk)
    form = _apart_form(request, round_)
    if form.is_valid():
        try:
            actions.keep_apart(round=round_, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error("other", str(error))
        else:
            messages.success(request, _("Saved. The next proposal goes by it."))
            return redirect("sessions:matching-rules", round_.pk)
    return _page(request, round_, _ruling_form(None, round_), form)


@require_POST
@login_required
def ruling_remove(request: PersonRequest, pk: int, ruling_pk: int) -> HttpResponse:
    """Take a ruling about a pair back."""
    round_ = run_round(request, pk)
    rulings = Ruling.objects.visible_to(request.user).filter(plan__round=round_)
    actions.lift_ruling(ruling=get_object_or_404(rulings, pk=ruling_pk), by=request.user)
    messages.success(request, _("The rule is gone. The next proposal goes without it."))
    return redirect("sessions:matching-rules", round_.pk)


@require_POST
@login_required
def apart_remove(request: PersonRequest, pk: int, apart_pk: int) -> HttpResponse:
    """Let two reviewers meet again."""
    round_ = run_round(request, pk)
    aparts = Apart.objects.visible_to(request.user).filter(round=round_)
    actions.let_meet(apart=get_object_or_404(aparts, pk=apart_pk), by=request.user)
    messages.success(request, _("The rule is gone. The next proposal goes without it."))
    return redirect("sessions:matching-rules", round_.pk)


def _people(round_: Round) -> object:
    ids = pool_of(round_.edition_id, []).keys()
    return Person.objects.filter(pk__in=ids).select_related("organisation").order_by("name", "pk")


def _ruling_form(request: PersonRequest | None, round_: Round) -> RulingForm:
    data = request.POST if request is not None and request.method == "POST" else None
    plans = RoundPlan.objects.filter(round=round_).select_related("dossier__region")
    return RulingForm(
        data, people=_people(round_), plans=plans.order_by("dossier__region__name", "pk")
    )


def _apart_form(request: PersonRequest | None, round_: Round) -> ApartForm:
    data = request.POST if request is not None else None
    return ApartForm(data, people=_people(round_), auto_id="id_apart_%s")


def _page(
    request: PersonRequest, round_: Round, form: RulingForm, apart: ApartForm
) -> HttpResponse:
    context = {
        "round": round_,
        "form": form,
        "apart": apart,
        "rulings": rulings_of(round_),
        "aparts": aparts_of(round_),
    }
    return page(request, "matching_rules", context, refused=request.method == "POST")
