"""Regions of which nobody heard for a while."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.clock import now
from notifications.actions import notify
from people.models import Person, Region, Role
from people.queries import holders
from sessions.models import Round
from sessions.notices.risks import HOW_GOES_IT
from sessions.risks.kinds import Move, Risk, RiskKind, Verb, register
from sessions.risks.scope import Scope

KEY = "region-silent"
SILENT = timedelta(days=14)


def silent_regions(scope: Scope) -> list[Risk]:
    """Regions whose team did nothing for two weeks while a round runs. Asks what `Scope` knows of teams and regions."""
    if not scope.running:
        return []
    round_, heard = scope.running[-1], scope.teams.heard
    begin = scope.stages.steps(round_.pk)[0].opens_at
    found = []
    for region in scope.regions:
        last = max([begin, *(heard[one] for one in scope.teams.of(region.pk) if one in heard)])
        if now() - last >= SILENT:
            found.append(_risk(round_, region, last))
    return found


def _risk(round_: Round, region: Region, last: datetime) -> Risk:
    days = (now() - last).days
    words = ngettext(
        "We have not heard from %(region)s for %(days)d day.",
        "We have not heard from %(region)s for %(days)d days.",
        days,
    )
    return Risk(
        kind=KEY,
        round=round_,
        subject=region.pk,
        words=words % {"region": region.name, "days": days},
        since=last,
        harm_at=last + 2 * SILENT,
        url=reverse("people:region-detail", args=[region.slug]),
        move=Move(Verb.ASK, _("Ask how it goes")),
        region_id=region.pk,
    )


def _ask(risk: Risk, by: Person, cause: str) -> str:
    region = Region.objects.get(pk=risk.subject)
    leads = holders(risk.round.edition_id, Role.LEAD, region_id=region.pk)
    context = {"region": region.name, "name": str(by), "round": risk.round.pk}
    told = notify(leads, HOW_GOES_IT, about=risk.round, by=by, key=cause, context=context)
    if not told:
        return _("%(region)s has no region lead yet, so nobody was asked.") % {"region": region}
    return _("The lead of %(region)s is asked how it goes.") % {"region": region}


register(
    RiskKind(
        key=KEY,
        title=gettext_lazy("Silent regions"),
        find=silent_regions,
        deeds={Verb.ASK: _ask},
    )
)
