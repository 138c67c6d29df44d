"""Plans with too few critical friends, and reviewers who do not answer their invitation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.actions import notify
from people.models import Person
from sessions.actions import plan_assignment, withdraw_assignment
from sessions.errors import NobodyLeft
from sessions.models import Assignment, AssignmentState, Capacity, RoundPlan, StepKind
from sessions.notices.risks import ANSWER_WANTED
from sessions.notices.rounds import asked_context
from sessions.queries.candidates import candidates_for
from sessions.risks.awaited import awaited
from sessions.risks.kinds import Move, Risk, RiskKind, Verb, register
from sessions.risks.scope import WEEK, Scope
from sessions.stages import Stages

FEW, SILENT_REVIEWER = "friends-few", "invitation-open"
ENOUGH_FRIENDS = 2


def few_friends(scope: Scope) -> list[Risk]:
    """Plans for which too few critical friends said yes, or may still say it, while reviews are asked.

    The numbers come with the plans of `Scope`.
    """
    return [
        _few(scope, plan, plan.yes, plan.chosen)  # type: ignore[attr-defined]  # annotated
        for plan in scope.plans
        if plan.yes + plan.hope < ENOUGH_FRIENDS  # type: ignore[attr-defined]  # annotated
        and not scope.review_stage(plan).closed
    ]


def _few(scope: Scope, plan: RoundPlan, yes: int, chosen: int) -> Risk:
    stage = scope.review_stage(plan)
    words = _("%(region)s, %(plan)s: %(count)d of %(enough)d critical friends said yes.")
    values = {
        "region": plan.dossier.region.name,
        "plan": plan.dossier.title,
        "count": yes,
        "enough": ENOUGH_FRIENDS,
    }
    send = reverse("sessions:round-send", args=[plan.round_id])
    return Risk(
        kind=FEW,
        round=plan.round,
        subject=plan.pk,
        words=words % values,
        since=plan.tied_at,
        harm_at=stage.opens_at or plan.tied_at,
        url=reverse("sessions:plan-assign", args=[plan.round_id, plan.pk]),
        move=Move(Verb.LOOK, _("Look at invitations"), send)
        if chosen
        else Move(Verb.REPLACE, _("Choose a critical friend")),
        region_id=plan.dossier.region_id,
    )


def open_invitations(scope: Scope) -> list[Risk]:
    """Reviewers who did not answer for a week, while they still can. Asks `awaited`."""
    return [
        _open(scope, row)
        for row in awaited(scope)
        if row.state == AssignmentState.SENT
        and not scope.stages.of_assignment(StepKind.REVIEW, row).closed
    ]


def _open(scope: Scope, row: Assignment) -> Risk:
    plan = row.round_plan
    stage = scope.stages.of_assignment(StepKind.REVIEW, row)
    sent = row.sent_at or row.planned_at
    values = {"name": row.person, "region": plan.dossier.region.name}
    again = scope.times(plan.round, SILENT_REVIEWER, row.pk)
    confirm = _("Take back the invitation of %(name)s, and choose the best other critical friend?")
    return Risk(
        kind=SILENT_REVIEWER,
        round=plan.round,
        subject=row.pk,
        words=_("%(name)s did not answer yet for %(region)s.") % values,
        since=sent,
        harm_at=stage.due_at or sent + 2 * WEEK,
        url=reverse("sessions:assignment-answer", args=[row.pk]),
        move=Move(Verb.REPLACE, _("Replace reviewer"), confirm=confirm % values)
        if again
        else Move(Verb.REMIND, _("Remind reviewer")),
        region_id=plan.dossier.region_id,
    )


def _remind(risk: Risk, by: Person, cause: str) -> str:
    row = Assignment.objects.select_related("person", "round_plan__dossier__region").get(
        pk=risk.subject
    )
    context = asked_context(row, Stages.load([risk.round]))
    notify([row.person], ANSWER_WANTED, about=row, by=by, key=cause, context=context)
    return _("%(name)s is reminded of the invitation.") % {"name": row.person}


def _replace(risk: Risk, by: Person, _cause: str) -> str:
    row = Assignment.objects.select_related("person", "round_plan").get(pk=risk.subject)
    reason = _("There was no answer, so somebody else is asked.")
    withdraw_assignment(assignment=row, by=by, reason=reason)
    chosen = _choose(row.round_plan_id, by)
    words = _("%(old)s is no longer asked. %(new)s is chosen: look at the invitation and send it.")
    return words % {"old": row.person, "new": chosen}


def _complete(risk: Risk, by: Person, _cause: str) -> str:
    words = _("%(name)s is chosen. Nobody is told yet: look at the invitation and send it.")
    return words % {"name": _choose(risk.subject, by)}


def _choose(plan_id: int, by: Person) -> Person:
    """Plan the fittest critical friend without a conflict who was not asked for this plan. Raises NobodyLeft."""
    plan = RoundPlan.objects.select_related("dossier__region", "round", "version").get(pk=plan_id)
    for group in candidates_for(plan):
        for one in group.candidates:
            if group.capacity != Capacity.FRIEND or one.ties or one.assignment is not None:
                continue
            plan_assignment(plan=plan, person=one.person, capacity=one.capacity, by=by)
            return one.person
    raise NobodyLeft


register(
    RiskKind(
        key=FEW,
        title=gettext_lazy("Plans with too few critical friends"),
        find=few_friends,
        deeds={Verb.REPLACE: _complete},
        rank=0,
    )
)
register(
    RiskKind(
        key=SILENT_REVIEWER,
        title=gettext_lazy("Invitations without an answer"),
        find=open_invitations,
        deeds={Verb.REMIND: _remind, Verb.REPLACE: _replace},
        rank=0,
    )
)
