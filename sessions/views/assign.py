"""Choosing reviewers for the plans of a round, and asking them all at once."""

from contextlib import nullcontext
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import DomainError
from notifications.holding import current, held_back
from people.http import PersonRequest
from sessions import actions
from sessions.errors import TieNeedsReason
from sessions.forms import CandidateForm, ExtraFriendForm
from sessions.models import Capacity, Round, RoundPlan
from sessions.notices import asked_in_words
from sessions.queries.candidates import candidates_for
from sessions.queries.letters import letters_of
from sessions.queries.matrix import matrix_of
from sessions.queries.ties import TieBook
from sessions.stages import Stages
from sessions.views.common import page, run_round


@require_GET
@login_required
def round_assign(request: PersonRequest, pk: int) -> HttpResponse:
    """Every plan of the round with who was chosen for it."""
    round_ = run_round(request, pk)
    matrix = matrix_of(round_, request.user)
    waiting = sum(cell.assignment.state == "planned" for row in matrix.rows for cell in row.filled)
    context = {"round": round_, "matrix": matrix, "waiting": waiting}
    return page(request, "round_assign", context)


@require_http_methods(["GET", "POST"])
@login_required
def plan_assign(request: PersonRequest, pk: int, plan_pk: int) -> HttpResponse:
    """The candidates for one plan, with fit, load and conflicts; a POST chooses one."""
    round_ = run_round(request, pk)
    plan = _plan(request, round_, plan_pk)
    form = CandidateForm(request.POST) if request.method == "POST" else None
    sentence = ""
    if form is not None:
        if form.is_valid():
            sentence = _choose(request, plan, form)
            if not sentence:
                return redirect("sessions:plan-assign", round_.pk, plan.pk)
        else:
            sentence = _("Choose somebody from the list.")
    return _candidates(request, plan, ExtraFriendForm(plan=plan), sentence=sentence, sent=form)


@require_http_methods(["GET", "POST"])
@login_required
def plan_extra(request: PersonRequest, pk: int, plan_pk: int) -> HttpResponse:
    """An additional critical friend for one plan, by e-mail address."""
    round_ = run_round(request, pk)
    plan = _plan(request, round_, plan_pk)
    extra = ExtraFriendForm(request.POST or None, plan=plan)
    if request.method == "POST" and extra.is_valid():
        try:
            made = actions.plan_assignment(
                plan=plan,
                person=extra.cleaned_data["email"],
                capacity=Capacity.EXTRA_FRIEND,
                access_until=extra.cleaned_data["access_until"],
                conflict_note=extra.cleaned_data["conflict_note"],
                questions=list(extra.cleaned_data["questions"]),
                by=request.user,
            )
        except TieNeedsReason:
            book = TieBook.load([plan.dossier.region_id])
            for tie in book.of(extra.cleaned_data["email"], plan.dossier.region_id):
                extra.add_error("conflict_note", tie.words)
            extra.add_error("conflict_note", str(TieNeedsReason()))
        except DomainError as error:
            extra.add_error("email", str(error))
        else:
            messages.success(request, _chosen(made.person.name))
            return redirect("sessions:plan-assign", round_.pk, plan.pk)
    return _candidates(request, plan, extra)


@require_http_methods(["GET", "POST"])
@login_required
def round_send(request: PersonRequest, pk: int) -> HttpResponse:
    """Everybody who will be asked, with conflicts and the letter; a POST sends all."""
    round_ = run_round(request, pk)
    sentence = ""
    if request.method == "POST":
        try:
            with held_back(request.user) if "hold" in request.POST else nullcontext() as holding:
                sent = actions.send_invitations(round=round_, by=request.user)
        except DomainError as error:
            sentence = str(error)
        else:
            deed = holding or current()
            if deed and deed.batch:
                return redirect("notifications:held-detail", deed.batch.pk)
            words = (
                _("%(count)d invitations are sent.")
                if len(sent) != 1
                else _("The invitation is sent.")
            )
            messages.success(request, words % {"count": len(sent)})
            return redirect("sessions:round-detail", round_.pk)
    letters = letters_of(round_, partial(asked_in_words, stages=Stages.load([round_])))
    blocked = any(letter.blocked for letter in letters)
    context = {"round": round_, "letters": letters, "blocked": blocked, "sentence": sentence}
    return page(request, "round_send", context, refused=bool(sentence))


def _plan(request: PersonRequest, round_: Round, plan_pk: int) -> RoundPlan:
    plans = RoundPlan.objects.visible_to(request.user).filter(round=round_)
    rows = plans.select_related("dossier__region", "version", "round__edition")
    return get_object_or_404(rows, pk=plan_pk)


def _choose(request: PersonRequest, plan: RoundPlan, form: CandidateForm) -> str:
    """Choose the candidate; what is refused comes back as a sentence."""
    given = form.cleaned_data
    try:
        made = actions.plan_assignment(
            plan=plan,
            person=given["person"],
            capacity=Capacity(given["capacity"]),
            from_region=given["from_region"],
            access_until=given["access_until"],
            conflict_note=given["conflict_note"],
            by=request.user,
        )
    except DomainError as error:
        return str(error)
    messages.success(request, _chosen(made.person.name))
    return ""


def _chosen(name: str) -> str:
    return _("%(name)s is chosen. Nobody is told until you send the invitations.") % {"name": name}


def _candidates(
    request: PersonRequest,
    plan: RoundPlan,
    extra: ExtraFriendForm,
    *,
    sentence: str = "",
    sent: CandidateForm | None = None,
) -> HttpResponse:
    """The page with the candidates; what was typed at one of them stays."""
    context = {
        "round": plan.round,
        "plan": plan,
        "groups": candidates_for(plan),
        "extra": extra,
        "sentence": sentence,
        "typed": sent.data if sent else {},
    }
    return page(request, "plan_assign", context, refused=bool(sentence) or extra.is_bound)
