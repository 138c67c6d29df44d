"""Advice that says the same becomes one: the originals stay as they were said, and it can be undone.

A merged one never says more than what is given: when one of its originals is taken back or opened
again, the merge is undone, and the others stand alone again.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction

from audit.actions import record
from core.clock import now
from core.text import render
from people.models import Person
from programme.models import Element
from reviews.actions.carrying import carry
from reviews.actions.telling import tell_merged, tell_unmerged
from reviews.errors import (
    AlreadyMerged,
    BuiltOn,
    NotAllowed,
    NothingToMerge,
    OnTheList,
    OtherPlan,
    RoundEnded,
    WordsMissing,
)
from reviews.models import (
    Addressee,
    FrozenAdvice,
    Recommendation,
    Term,
)
from reviews.models.visible import BY_ITS_AUTHOR, MERGED
from reviews.queries.over import is_built_on
from sessions.models import RoundPlan, StepKind
from sessions.rules import stage_allows


@transaction.atomic
def merge_recommendations(
    *, chosen: Sequence[Recommendation], by: Person, title: str, source: str
) -> Recommendation:
    """Tell two or more recommendations of one plan and round as one, in the facilitator's words.

    A merged one among the chosen dissolves into its originals, which all go to the new one. The same
    once more is the same merge: the button was pressed twice.
    """
    title, source = " ".join(title.split()), source.strip()
    if not title or not source:
        raise WordsMissing
    ids = {row.pk for row in chosen}
    plan = _plan_of(ids)
    _ask(by, plan)
    if same := _same_merge(ids, plan, by, title, source):
        return same
    rows = _claim(ids)
    if len(rows) != len(ids) or any(row.merged_into_id for row in rows):
        raise AlreadyMerged
    old = [row for row in rows if row.is_merged]
    originals = [row for row in rows if not row.is_merged]
    originals += _claim(row.pk for merged in old for row in merged.originals.all())
    if len(originals) < 2 or len(ids) < 2:
        raise NothingToMerge
    _refuse_built_on([*rows, *originals])
    merged = _write(plan, by, title, source, originals)
    for gone in old:
        _end(gone, by)
    Recommendation.objects.filter(pk__in=[row.pk for row in originals]).update(merged_into=merged)
    carry([*originals, *old], [merged])
    record(
        "recommendation.merged",
        by=by,
        target=merged,
        changes={"originals": (None, [row.pk for row in originals])},
        region_id=plan.dossier.region_id,
    )
    tell_merged(merged, originals, by=by)
    return merged


@transaction.atomic
def unmerge_recommendation(*, merged: Recommendation, by: Person) -> list[Recommendation]:
    """Let the originals stand alone again, while nobody built on the merged one; twice is once."""
    plan = _plan_of({merged.pk})
    _ask(by, plan)
    return dissolve(merged, by=by)


def dissolve(merged: Recommendation, *, by: Person) -> list[Recommendation]:
    """Undo a merge inside the caller's transaction; the caller asked whether `by` may."""
    rows = _claim([merged.pk])
    if not rows:
        return []
    _refuse_built_on(rows)
    originals = _claim(rows[0].originals.values_list("pk", flat=True))
    Recommendation.objects.filter(pk__in=[row.pk for row in originals]).update(merged_into=None)
    for row in originals:
        row.merged_into = None
    carry(rows, originals)
    _end(rows[0], by)
    tell_unmerged(rows[0], originals, by=by)
    return originals


def leave_merge(originals: Iterable[Recommendation], *, by: Person) -> None:
    """Undo the merges of advice that its giver takes back or opens again. Raises BuiltOn, OnTheList."""
    for pk in sorted({row.merged_into_id for row in originals if row.merged_into_id}):
        dissolve(Recommendation.objects.get(pk=pk), by=by)


def hold_plan(pk: int) -> RoundPlan:
    """Lock the plan in its round: merging, undoing, taking back and opening again go one at a time."""
    rows = RoundPlan.objects.select_for_update(of=("self",))
    return rows.select_related("round__edition", "dossier__region", "version").get(pk=pk)


def _plan_of(ids: set[int]) -> RoundPlan:
    rows = Recommendation.objects.filter(pk__in=ids).order_by()
    found = set(rows.values_list("round_plan", flat=True))
    if len(found) != 1:
        raise OtherPlan
    return hold_plan(found.pop())


def _ask(by: Person, plan: RoundPlan) -> None:
    if not by.has_perm("reviews.merge_recommendations", plan):
        raise NotAllowed
    if stage_allows(StepKind.FOLLOW_UP, by, plan).closed:
        raise RoundEnded


def _claim(ids: Iterable[int]) -> list[Recommendation]:
    """Given ones, locked: whoever answers one waits or comes first."""
    rows = Recommendation.objects.select_for_update(of=("self",)).given().filter(pk__in=list(ids))
    about = (
        "author",
        "review",
        "round_plan__round",
        "round_plan__version",
        "round_plan__dossier__region",
    )
    return list(rows.select_related(*about).order_by("pk"))


def _refuse_built_on(rows: Iterable[Recommendation]) -> None:
    ids = [row.pk for row in rows]
    if is_built_on(ids):
        raise BuiltOn
    if FrozenAdvice.objects.filter(recommendation__in=ids).exists():
        raise OnTheList


def _same_merge(
    ids: set[int], plan: RoundPlan, by: Person, title: str, source: str
) -> Recommendation | None:
    """The merge that this very request made a moment ago."""
    plain = Recommendation.objects.filter(BY_ITS_AUTHOR, pk__in=ids)
    merged = Recommendation.objects.current().filter(
        MERGED, round_plan=plan, author=by, title=title, source=source
    )
    for row in merged:
        if not plain.exclude(merged_into=row).exists() and plain.exists():
            return row
    return None


def _write(
    plan: RoundPlan, by: Person, title: str, source: str, originals: list[Recommendation]
) -> Recommendation:
    """What all originals say alike is kept; what they say differently stays with each of them."""
    meant = {key for row in originals for key in row.addressees}
    terms = [term for term in Term.values if any(row.term == term for row in originals)]
    merged = Recommendation.objects.create(
        review=None,
        round_plan=plan,
        author=by,
        position=1 + plan.recommendations.filter(MERGED).count(),
        kind=_common(row.kind for row in originals),
        title=title,
        source=source,
        html=render(source).html,
        addressees=[key for key in Addressee.values if key in meant],
        term=terms[0] if terms else "",
        effect=_common(row.effect for row in originals),
        effort=_common(row.effort for row in originals),
    )
    merged.elements.set(Element.objects.filter(recommendations__in=originals).distinct())
    return merged


def _common(values: Iterable[str]) -> str:
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _end(merged: Recommendation, by: Person) -> None:
    merged.withdrawn_at = now()
    merged.save(update_fields=["withdrawn_at"])
    record(
        "recommendation.unmerged",
        by=by,
        target=merged,
        region_id=merged.round_plan.dossier.region_id,
    )
