"""Plans of which the region submitted a later version than the one in the round."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Person
from sessions.actions import tie_plan
from sessions.models import RoundPlan
from sessions.risks.kinds import Move, Risk, RiskKind, Verb, register
from sessions.risks.scope import Scope

KEY = "plan-outdated"


def outdated_plans(scope: Scope) -> list[Risk]:
    """As long as reviews can be written, the later version can take the place of the earlier one.

    The numbers come with the plans of `Scope`.
    """
    return [
        _risk(scope, plan, plan.newest_at)  # type: ignore[attr-defined]  # annotated
        for plan in scope.plans
        if plan.newest > plan.version.number  # type: ignore[attr-defined]  # annotated
        and not scope.review_stage(plan).closed
    ]


def _risk(scope: Scope, plan: RoundPlan, since: datetime) -> Risk:
    values = {"region": plan.dossier.region.name, "plan": plan.dossier.title}
    return Risk(
        kind=KEY,
        round=plan.round,
        subject=plan.pk,
        words=_("%(region)s submitted a later version of %(plan)s.") % values,
        since=since,
        harm_at=scope.review_stage(plan).due_at or since,
        url=reverse("sessions:round-plans", args=[plan.round_id]),
        move=Move(Verb.REPLACE, _("Take later version")),
        region_id=plan.dossier.region_id,
    )


def _take(risk: Risk, by: Person, _cause: str) -> str:
    plan = RoundPlan.objects.select_related("dossier").get(pk=risk.subject)
    tied = tie_plan(round=risk.round, dossier=plan.dossier, by=by)
    words = _("Version %(number)d of %(plan)s is in the round.")
    return words % {"number": tied.version.number, "plan": plan.dossier.title}


register(
    RiskKind(
        key=KEY,
        title=gettext_lazy("Plans with a later version"),
        find=outdated_plans,
        deeds={Verb.REPLACE: _take},
        rank=2,
    )
)
