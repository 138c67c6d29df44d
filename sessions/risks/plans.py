"""Regions without a plan: no draft shortly before it is due, or nothing once it is."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import now
from notifications.actions import notify
from people.models import Person, Region
from people.queries import team_of
from sessions.models import Round, StepKind
from sessions.notices.risks import PLAN_WANTED, due_context
from sessions.risks.kinds import Move, Risk, RiskKind, Verb, register
from sessions.risks.longer import give_a_week
from sessions.risks.scope import SOON, Scope
from sessions.stages import Stage

KEY = "plan-missing"


def missing_plans(scope: Scope) -> list[Risk]:
    """Regions that wrote nothing three days before the plan is due, or have no plan in the round after.

    Asks what `Scope` knows of plans, teams and regions.
    """
    tied = {(plan.round_id, plan.dossier.region_id) for plan in scope.plans}
    found = []
    for round_ in scope.running:
        for region in scope.regions:
            stage = scope.stages.of(StepKind.PLAN, round_.pk, region_id=region.pk)
            if (round_.pk, region.pk) not in tied and _worries(
                stage, scope.teams.written.get(region.pk)
            ):
                found.append(_risk(round_, region, stage))
    return found


def _worries(stage: Stage, written: datetime | None) -> bool:
    if stage.opens_at is None or stage.due_at is None or now() < stage.opens_at:
        return False
    has_draft = written is not None and written >= stage.opens_at
    return stage.late or (now() >= stage.due_at - SOON and not has_draft)


def _risk(round_: Round, region: Region, stage: Stage) -> Risk:
    due: datetime = stage.due_at  # type: ignore[assignment]  # `_worries` asked
    words = (
        _("%(region)s has no plan in this round.")
        if stage.late
        else _("%(region)s has not begun with its plan.")
    )
    return Risk(
        kind=KEY,
        round=round_,
        subject=region.pk,
        words=words % {"region": region.name},
        since=due if stage.late else due - SOON,
        harm_at=due,
        url=reverse("sessions:round-plans", args=[round_.pk]),
        move=_move(stage),
        region_id=region.pk,
    )


def _move(stage: Stage) -> Move:
    """A week more once it is too late, but only the first time."""
    if stage.late and not stage.extended:
        return Move(Verb.EXTEND, _("Give a week more"))
    return Move(Verb.REMIND, _("Remind team"))


def _remind(risk: Risk, by: Person, cause: str) -> str:
    team = team_of(risk.round.edition_id, risk.subject)
    context = due_context(risk.round, StepKind.PLAN, region_id=risk.subject)
    told = notify(team, PLAN_WANTED, about=risk.round, by=by, key=cause, context=context)
    return _told(len(told), str(Region.objects.get(pk=risk.subject)))


def _told(count: int, region: str) -> str:
    if not count:
        return _("%(region)s has nobody in its team yet, so nobody was told.") % {"region": region}
    return _("The team of %(region)s is reminded.") % {"region": region}


def _extend(risk: Risk, by: Person, _cause: str) -> str:
    region = Region.objects.get(pk=risk.subject)
    return give_a_week(
        risk.round, StepKind.PLAN, by=by, reason=_("More time to finish the plan."), region=region
    )


register(
    RiskKind(
        key=KEY,
        title=gettext_lazy("Regions without a plan"),
        find=missing_plans,
        deeds={Verb.REMIND: _remind, Verb.EXTEND: _extend},
        rank=0,
    )
)
