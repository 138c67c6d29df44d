"""The advice on which a September review looks back: frozen at the opening, or as it would be frozen now.

Open is every piece of advice that June gave on this plan and that still stands: also what was answered
with "not adopted" and what is done, because its giver has not said yet what he or she sees of it.
Advice that was merged stands once, as the merged one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from people.models import Person
from reviews.controls import Earlier, Sheet
from reviews.late import Now, Then, late_changes
from reviews.models import FrozenAdvice, FrozenList, Recommendation
from reviews.models.visible import BY_ITS_AUTHOR
from reviews.queries.advice import Line, line_of, readable, with_story
from reviews.schema import Kind
from sessions.models import RoundPlan, Season

if TYPE_CHECKING:
    from reviews.models.visible import RecommendationQuerySet


def open_advice(dossier_id: int, edition_id: int) -> "RecommendationQuerySet":
    """June's advice on a plan that still stands, in a fixed order."""
    rows = Recommendation.objects.current().filter(
        round_plan__dossier=dossier_id,
        round_plan__round__edition=edition_id,
        round_plan__round__season=Season.JUNE,
    )
    return rows.order_by(F("review").asc(nulls_first=True), "position", "pk")


def frozen_list_of(plan: RoundPlan) -> FrozenList | None:
    """The list of this plan in this round, once it is frozen. One query."""
    return FrozenList.objects.filter(round=plan.round_id, dossier=plan.dossier_id).first()


def earlier_of(plan: RoundPlan, author_id: int) -> tuple[Earlier, ...]:
    """What the form asks about: the list without what was taken back; the reviewer's own first.

    Two queries. A look freezes nothing: before the list is frozen, the same list is computed.
    """
    if plan.round.season != Season.SEPTEMBER:
        return ()
    frozen = frozen_list_of(plan)
    if frozen is None:
        rows = open_advice(plan.dossier_id, plan.round.edition_id)
    else:
        rows = Recommendation.objects.given().filter(frozen_on__frozen_list=frozen)
        rows = rows.order_by("frozen_on__position")
    gave = Q(author=author_id) & BY_ITS_AUTHOR | Exists(
        Recommendation.objects.filter(merged_into=OuterRef("pk"), author=author_id)
    )
    told = rows.annotate(is_mine=ExpressionWrapper(gave, BooleanField()))
    found = [Earlier(*row) for row in told.values_list("pk", "title", "is_mine")]
    return tuple(sorted(found, key=lambda advice: not advice.mine))


@dataclass(frozen=True)
class Listed(Line):
    """One line of the list: the advice with its story, and what changed after the opening."""

    givers: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    merged_into: Recommendation | None = None


@dataclass(frozen=True)
class LookBack:
    """The list as one reviewer meets it."""

    frozen_at: datetime | None = None
    lines: dict[int, Listed] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)  # taken back since; "" where one may not read it
    own: int = 0

    @property
    def givers(self) -> list[str]:
        """Everybody who gave something on the list, by name."""
        return sorted({name for line in self.lines.values() for name in line.givers})


def look_back_of(plan: RoundPlan, person: Person, asked: Mapping[int, bool]) -> LookBack:
    """The list with what changed since the opening.

    `asked` holds the advice that the form asks about, in its order, and whether it is the reader's own.
    """
    frozen = frozen_list_of(plan)
    rows = FrozenAdvice.objects.filter(frozen_list=frozen).select_related("recommendation")
    listed = {row.recommendation_id: row for row in rows} if frozen else {}
    into = {
        pk: row.recommendation.merged_into_id
        for pk, row in listed.items()
        if pk in asked and row.recommendation.merged_into_id
    }
    wanted = {*asked, *into.values()}
    told = with_story(readable(person), person).filter(pk__in=wanted)
    lines = {row.pk: line_of(row) for row in told}
    givers = givers_of(lines)
    return LookBack(
        frozen_at=frozen.frozen_at if frozen else None,
        lines={
            pk: _listed(lines[pk], lines.get(into.get(pk, 0)), frozen, listed.get(pk), givers[pk])
            for pk in asked
            if pk in lines
        },
        gone=_titles([pk for pk in listed if pk not in asked], person),
        own=sum(asked.values()),
    )


def look_back_on(plan: RoundPlan, person: Person, sheet: Sheet) -> LookBack:
    """What stands beside a form that looks back; nothing, without a query, beside another."""
    blocks = [block for block in sheet.blocks() if block.field.kind == Kind.VERIFICATIONS]
    if not blocks:
        return LookBack()
    asked = {group.about: group.mine for block in blocks for group in block.groups}
    return look_back_of(plan, person, asked)


def givers_of(ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Names of who gave advice, of merged advice all of them: one query."""
    wanted = set(ids)
    rows = (
        Recommendation.objects.filter(Q(pk__in=wanted) & BY_ITS_AUTHOR | Q(merged_into__in=wanted))
        .order_by("author__name", "pk")
        .values_list("pk", "merged_into", "author__name")
    )
    found: dict[int, dict[str, None]] = {pk: {} for pk in wanted}
    for pk, merged_into, name in rows:
        for about in (pk, merged_into):
            if about in found:
                found[about][name] = None
    return {pk: tuple(names) for pk, names in found.items()}


def _listed(
    line: Line,
    into: Line | None,
    frozen: FrozenList | None,
    row: FrozenAdvice | None,
    givers: tuple[str, ...],
) -> Listed:
    """A line with its changes; what was said to the merged advice counts for this one too."""
    response = line.response or (into.response if into else None)
    commitments = [*line.commitments, *(into.commitments if into else ())]
    whole = Line(line.advice, response, commitments, line.judged, (into or line).fate)
    changes: tuple[str, ...] = ()
    if frozen is not None and row is not None:
        then = Then(frozen.frozen_at, row.claim, row.advice_revision)
        changes = late_changes(then, _now(whole, merged=into is not None))
    return Listed(
        advice=whole.advice,
        response=whole.response,
        commitments=whole.commitments,
        judged=whole.judged,
        fate=whole.fate,
        givers=givers,
        changes=changes,
        merged_into=into.advice if into else None,
    )


def _now(line: Line, *, merged: bool) -> Now:
    """How a line with its story stands today."""

    def last(moments: Iterable[datetime]) -> datetime | None:
        return max(moments, default=None)

    return Now(
        claim=line.claim.key,
        revision=line.advice.revision,
        answered_at=line.response.given_at if line.response else None,
        promised_at=last(one.made_at for one in line.commitments),
        reported_at=last(row.reported_at for one in line.commitments for row in one.progress.all()),
        shown_at=last(row.added_at for one in line.commitments for row in one.evidence.all()),
        merged=merged,
    )


def _titles(gone: list[int], person: Person) -> list[str]:
    """What was taken back; others than its readers get to know that it was, not what it said."""
    if not gone:
        return []
    read = Recommendation.objects.visible_to(person).filter(pk__in=gone)
    titles = dict(read.values_list("pk", "title"))
    return [titles.get(pk, "") for pk in gone]
