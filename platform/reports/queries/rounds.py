"""A round as one person may read it: what the sheets, the CSV files and the JSON hold."""

from django.db.models import Q
from django.utils.translation import get_language

from core.clock import now
from people.models import Person
from plans.models import Version
from reports import shapes
from reports.queries.loop import advice_in, own_in, reviews_in, verifications_in
from reports.queries.names import act, of_team
from sessions.models import Round, RoundPlan


def round_report(round_: Round, person: Person) -> shapes.RoundReport:
    """All plans of the round that the person knows of, with what was said and done about them.

    A facilitator gets the whole round, everybody else exactly what the pages show. The number of
    queries does not grow with the rows.
    """
    rows = RoundPlan.objects.visible_to(person).filter(round=round_)
    rows = rows.select_related("dossier__region", "version__submitted_by__organisation")
    plans = list(rows.order_by("dossier__region__name", "dossier_id"))
    ids = [row.version_id for row in plans]
    readable = Version.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True)
    known = set(readable)
    in_round = Q(round_plan__round=round_)
    judged = Q(review__round_plan__round=round_) | Q(recommendation__round_plan__round=round_)
    return shapes.RoundReport(
        id=round_.pk,
        name=str(round_),
        edition=f"{round_.edition.programme.name} {round_.edition.year}",
        made_for=str(person),
        made_at=now(),
        language=get_language() or "nl",
        plans=tuple(_plan(row, shown=row.version_id in known) for row in plans),
        reviews=reviews_in(person, in_round),
        advice=advice_in(person, in_round),
        own=own_in(person, [row.dossier_id for row in plans]),
        verifications=tuple(verifications_in(person, judged)),
    )


def _plan(row: RoundPlan, *, shown: bool) -> shapes.PlanInRound:
    version, region = row.version, row.dossier.region.name
    return shapes.PlanInRound(
        id=row.dossier_id,
        region=region,
        theme=version.title if shown else "",
        version=version.number if shown else None,
        summary=version.summary if shown else "",
        help_kind=str(version.get_help_kind_display()) if shown else "",
        submitted=act(version.submitted_by, version.submitted_at, of_team(region))
        if shown
        else None,
    )
