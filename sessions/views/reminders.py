"""The reminders of a round, and every mail that it will cause."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions import actions
from sessions.actions.foreseeing import foresee
from sessions.forms.reminders import ReminderRuleForm
from sessions.models import ReminderRule, Round, Side
from sessions.queries.foreseen import given_count, given_in
from sessions.views.common import page, run_round

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@login_required
def round_reminders(request: PersonRequest, pk: int) -> HttpResponse:
    """The ladder of a round, and one more rung."""
    round_ = run_round(request, pk)
    form = ReminderRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_rule(round=round_, values=form.values(), by=request.user)
        except DomainError as error:
            form.add_error("days", str(error))
        else:
            messages.success(request, _("The reminder is added. It counts from now on."))
            return redirect("sessions:round-reminders", round_.pk)
    context = {"round": round_, "form": form, "ladder": _ladder(round_)}
    return page(request, "round_reminders", context, refused=form.is_bound)


def _ladder(round_: Round) -> list[tuple[str, list[ReminderRule]]]:
    """The steps in their order, each with its rules."""
    rules = sorted(round_.reminder_rules.all(), key=_place)
    return [
        (step.get_kind_display(), [rule for rule in rules if rule.kind == step.kind])
        for step in round_.steps.all()
    ]


def _place(rule: ReminderRule) -> tuple[bool, int]:
    """In the order in which they speak, as far as days of two kinds can be compared."""
    after = rule.side == Side.AFTER
    return after, rule.days if after else -rule.days


@require_http_methods(["GET", "POST"])
@login_required
def rule_edit(request: PersonRequest, pk: int, rule_pk: int) -> HttpResponse:
    """Another moment, audience or number of times."""
    round_ = run_round(request, pk)
    rule = get_object_or_404(ReminderRule, round=round_, pk=rule_pk)
    form = ReminderRuleForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_rule(rule=rule, values=form.values(), by=request.user)
        except DomainError as error:
            form.add_error("days", str(error))
        else:
            messages.success(request, _("The reminder is changed."))
            return redirect("sessions:round-reminders", round_.pk)
    context = {"round": round_, "form": form, "rule": rule}
    return page(request, "rule_edit", context, refused=form.is_bound)


@require_POST
@login_required
def rule_remove(request: PersonRequest, pk: int, rule_pk: int) -> HttpResponse:
    """One reminder less."""
    round_ = run_round(request, pk)
    rule = get_object_or_404(ReminderRule, round=round_, pk=rule_pk)
    actions.remove_rule(rule=rule, by=request.user)
    messages.success(request, _("The reminder is removed."))
    return redirect("sessions:round-reminders", round_.pk)


@require_GET
@login_required
def round_mail(request: PersonRequest, pk: int) -> HttpResponse:
    """Every mail that the round will cause, and the reminders that were given."""
    round_ = run_round(request, pk)
    context = {
        "round": round_,
        "mails": foresee(round_),
        "given": Paginator(given_in(round_), PER_PAGE).get_page(request.GET.get("page")),
        "counts": given_count(round_).items(),
    }
    return page(request, "round_mail", context)
