"""The region says which change answers which advice."""

from collections.abc import Collection, Mapping

from django.db import transaction

from audit.actions import record
from notifications.actions import notify
from people.models import Person
from plans.changes import changed_parts
from plans.models import Dossier, Version
from plans.queries import frozen, working
from reviews.actions.telling import givers_of
from reviews.errors import AdviceNotHere, LinkStays, NotAllowed, PartNotChanged
from reviews.models import ChangeLink, Recommendation
from reviews.notices_changes import CHANGED
from reviews.queries.changes import advice_on, is_built_on

PLAN = ("round_plan__version", "round_plan__dossier__region")
Pair = tuple[str, int]  # a part of the plan, and the advice because of which it changed


@transaction.atomic
def keep_links(
    *,
    dossier: Dossier,
    version: Version | None,
    by: Person,
    because: Mapping[str, Collection[int]],
) -> None:
    """Make these the links of these parts, of the working copy or of a version.

    The team links while it writes; of a version only the lead adds and removes, and removes no
    more once a review of that version or a later one was handed in: its reviewer read them.
    Raises NotAllowed, PartNotChanged, AdviceNotHere, LinkStays.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    right = "plans.write_dossier" if version is None else "plans.submit_dossier"
    if not by.has_perm(right, dossier):
        raise NotAllowed
    if set(because) - set(_parts(dossier, version)):
        raise PartNotChanged
    known = {advice.pk: advice for advice in advice_on(dossier, by)}
    wanted = {(part, pk) for part, ids in because.items() for pk in ids}
    rows = ChangeLink.objects.filter(
        dossier=dossier, version=version, part__in=list(because), recommendation__in=list(known)
    )
    there = {(row.part, row.recommendation_id) for row in rows}
    if any(pk not in known for _part, pk in wanted):
        raise AdviceNotHere
    if version is not None and there - wanted and is_built_on(version):
        raise LinkStays
    for row in rows:
        if (row.part, row.recommendation_id) not in wanted:
            row.delete()
            _record("recommendation.unlinked", row.recommendation, row.part, dossier, by)
    _add(dossier, version, sorted(wanted - there), known, by)


def _parts(dossier: Dossier, version: Version | None) -> list[str]:
    """What changed: since the version before, or in the working copy since the newest."""
    older = Version.objects.filter(dossier=dossier)
    if version is not None:
        older = older.filter(number__lt=version.number)
    last = older.order_by("-number").first()
    if last is None:
        return []
    return changed_parts(frozen(last), frozen(version) if version else working(dossier))


def _add(
    dossier: Dossier,
    version: Version | None,
    pairs: list[Pair],
    known: Mapping[int, Recommendation],
    by: Person,
) -> None:
    ChangeLink.objects.bulk_create(
        ChangeLink(
            dossier=dossier, version=version, part=part, recommendation=known[pk], linked_by=by
        )
        for part, pk in pairs
    )
    for part, pk in pairs:
        _record("recommendation.linked", known[pk], part, dossier, by)
    if version is not None:
        for pk in {pk for _part, pk in pairs}:
            _tell(known[pk], version, by)


@transaction.atomic
def stamp_links(*, version: Version, by: Person, parts: Collection[str]) -> None:
    """The links of the working copy go along with the version that it became.

    Of parts that were put back as they were nothing is left to link; advice that was taken back
    in the meantime is no reason any more. Its givers are told.
    """
    rows = ChangeLink.objects.filter(dossier=version.dossier_id, version=None)
    given = Recommendation.objects.given().values("pk")
    kept = [row.pk for row in rows.filter(part__in=list(parts), recommendation__in=given)]
    rows.exclude(pk__in=kept).delete()
    rows.update(version=version)
    linked = Recommendation.objects.filter(change_links__in=kept).distinct()
    for advice in linked.select_related("author", *PLAN):
        _tell(advice, version, by)


def _tell(advice: Recommendation, version: Version, by: Person) -> None:
    """Who gave the advice."""
    plan = advice.round_plan
    notify(
        givers_of(advice),
        CHANGED,
        about=advice,
        by=by,
        key=f"{advice.pk}:{version.pk}",
        context={"region": plan.dossier.region.name, "plan": plan.version.title},
    )


def _record(verb: str, advice: Recommendation, part: str, dossier: Dossier, by: Person) -> None:
    changes = {"part": (None, part) if verb.endswith(".linked") else (part, None)}
    record(verb, by=by, target=advice, changes=changes, region_id=dossier.region_id)
