"""The settings of a round's matching: numbers, reviewers, plans, rules about pairs."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from sessions import actions
from sessions.forms.matching import MatchingForm, PlanWishForm, TermsForm
from sessions.models import Round
from sessions.queries.comparing import scenario_lines
from sessions.queries.numbers import Numbers, settings_of
from sessions.queries.settings import ReaderLine, plans_with_wishes, reader_lines
from sessions.views.common import page, run_round

WISHES = (
    "language",
    "wanted",
    "least_business",
    "least_knowledge",
    "least_government",
    "least_peer",
)

Row = TypeVar("Row", bound=forms.Form)


@require_http_methods(["GET", "POST"])
@login_required
def round_matching(request: PersonRequest, pk: int) -> HttpResponse:
    """The numbers, with one button that keeps them and proposes; below it the proposals so far."""
    round_ = run_round(request, pk)
    numbers = Numbers.of(settings_of(round_))
    form = MatchingForm(request.POST or None, initial=numbers.as_data())
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_matching(round=round_, numbers=form.numbers, by=request.user)
            made = actions.propose(round=round_, by=request.user)
        except DomainError as error:
            sentence = str(error)
        else:
            return redirect("sessions:scenario-detail", round_.pk, made.pk)
    context = {
        "round": round_,
        "form": form,
        "sentence": sentence,
        "lines": scenario_lines(round_),
    }
    refused = request.method == "POST"
    return page(request, "round_matching", context, refused=refused)


@require_http_methods(["GET", "POST"])
@login_required
def matching_reviewers(request: PersonRequest, pk: int) -> HttpResponse:
    """Who can be matched: here or away, how many plans, which languages."""
    round_ = run_round(request, pk)
    rows = [(line, _terms_form(request, line)) for line in reader_lines(round_)]
    if request.method == "POST" and all(form.is_valid() for _line, form in rows):
        for line, form in rows:
            if form.has_changed():
                _save_terms(request, round_, line, form)
        messages.success(request, _("Saved. The next proposal goes by it."))
        return redirect("sessions:matching-reviewers", round_.pk)
    refused = request.method == "POST"
    return page(request, "matching_reviewers", {"round": round_, "rows": rows}, refused=refused)


def _terms_form(request: PersonRequest, line: ReaderLine) -> TermsForm:
    terms = line.terms
    initial = {
        "away": terms.away if terms else False,
        "least": terms.least if terms else None,
        "most": terms.most if terms else None,
        "languages": line.languages,
    }
    return _bound(request, TermsForm, f"p{line.reader.key}", initial)


def _save_terms(request: PersonRequest, round_: Round, line: ReaderLine, form: TermsForm) -> None:
    given = form.cleaned_data
    terms = {key: given[key] for key in ("away", "least", "most")}
    person = line.reader.person
    actions.save_terms(round=round_, person=person, by=request.user, **terms)
    actions.save_readings(person=person, languages=given["languages"], by=request.user)


@require_http_methods(["GET", "POST"])
@login_required
def matching_plans(request: PersonRequest, pk: int) -> HttpResponse:
    """In which language each plan is, and where it asks for other numbers than the round."""
    round_ = run_round(request, pk)
    rows = []
    for plan in plans_with_wishes(round_):
        wish = getattr(plan, "wish", None)
        initial = {name: getattr(wish, name) for name in WISHES} if wish else {}
        rows.append((plan, _bound(request, PlanWishForm, f"d{plan.pk}", initial)))
    if request.method == "POST" and all(form.is_valid() for _plan, form in rows):
        for plan, form in rows:
            if form.has_changed():
                actions.save_wish(plan=plan, given=form.cleaned_data, by=request.user)
        messages.success(request, _("Saved. The next proposal goes by it."))
        return redirect("sessions:matching-plans", round_.pk)
    refused = request.method == "POST"
    numbers = Numbers.of(settings_of(round_))
    context = {"round": round_, "rows": rows, "numbers": numbers}
    return page(request, "matching_plans", context, refused=refused)


def _bound(
    request: PersonRequest, make: Callable[..., Row], prefix: str, initial: dict[str, Any]
) -> Row:
    """A form of one row, filled with what was sent."""
    return make(request.POST if request.method == "POST" else None, prefix=prefix, initial=initial)
