"""The mail of reviews that a round will cause: regions hear of theirs when the sitting opens."""

from django.utils.translation import gettext as _

from core.clock import now
from notifications import kinds
from sessions.models import Round, StepKind
from sessions.queries.foreseen import Foreseen
from sessions.queries.work import teams

TOLD = "reviews.submitted"


def foreseen_in(round_: Round) -> list[Foreseen]:
    """One mail a review to each of the region's team, from the moment that they may read it."""
    step = next((row for row in round_.steps.all() if row.kind == StepKind.SITTING), None)
    kind = kinds.get(TOLD)
    if step is None or kind is None or step.opens_at <= now():
        return []
    plans = list(round_.plans.select_related("dossier__region", "version"))
    if not plans:
        return []
    known = teams(round_.edition_id, {plan.dossier.region_id for plan in plans})
    context = {"who": _("the reviewer"), "plan": plans[0].version.title, "round": round_.pk}
    mail = Foreseen(step.opens_at, kind, context, str(step.get_kind_display()))
    for plan in plans:
        for person in known.get(plan.dossier.region_id, ((), ()))[1]:
            mail.people[person.pk, f"{plan.pk}"] = (person, plan.dossier.region.name)
    return [mail] if mail.people else []
