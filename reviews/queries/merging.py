"""What a facilitator needs to merge advice on one plan in one round."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Person
from reviews.likeness import Said, suggest
from reviews.models import FrozenAdvice, Recommendation
from reviews.queries.advice import IN_ORDER, Line, lines_of, listed, with_fate
from reviews.queries.over import is_built_on
from sessions.models import RoundPlan, StepKind
from sessions.rules import stage_allows


@dataclass(frozen=True)
class Choice:
    """One recommendation that may be merged, or why it may not."""

    line: Line
    reason: str
    chosen: bool


@dataclass(frozen=True)
class Suggestion:
    """Some that may say the same, and the words that they share."""

    lines: list[Line]
    shared: tuple[str, ...]

    @property
    def query(self) -> str:
        """For the address that chooses them."""
        return "&".join(f"advice={line.advice.pk}" for line in self.lines)


@dataclass(frozen=True)
class MergePage:
    """All advice of a plan in a round, what looks alike, and what was chosen."""

    plan: RoundPlan
    choices: list[Choice]
    suggestions: list[Suggestion]
    refusal: str  # why nothing can be merged any more; empty while it can

    @property
    def chosen(self) -> list[Line]:
        """Those that were chosen and may be merged."""
        return [choice.line for choice in self.choices if choice.chosen]


def merge_page(plan: RoundPlan, person: Person, chosen: Collection[int]) -> MergePage:
    """Twelve queries at most, whatever the number; the plan comes with round, version and dossier."""
    rows = with_fate(listed(person).filter(round_plan=plan).order_by(*IN_ORDER), person)
    lines = lines_of(rows)
    stuck = _stuck([line.advice.pk for line in lines])
    choices = [
        Choice(line, reason, not reason and line.advice.pk in chosen)
        for line in lines
        for reason in [_reason(line, stuck)]
    ]
    free = {choice.line.advice.pk: choice.line for choice in choices if not choice.reason}
    alike = suggest([_said(line.advice) for line in free.values()])
    stage = stage_allows(StepKind.FOLLOW_UP, person, plan)
    return MergePage(
        plan,
        choices,
        [Suggestion([free[pk] for pk in group.pks], group.shared) for group in alike],
        _("This round has ended, so its advice stays as it is.") if stage.closed else "",
    )


def _said(advice: Recommendation) -> Said:
    return Said(advice.pk, advice.title, advice.source)


def _stuck(ids: list[int]) -> set[int]:
    """Those on which a reviewer or a later round builds; answers and promises are on the line itself."""
    frozen = FrozenAdvice.objects.filter(recommendation__in=ids)
    linked = Recommendation.objects.filter(pk__in=ids, change_links__version__isnull=False)
    judged = Recommendation.objects.filter(pk__in=ids, verifications__review__state="submitted")
    return {
        *frozen.values_list("recommendation", flat=True),
        *linked.values_list("pk", flat=True),
        *judged.values_list("pk", flat=True),
    }


def _reason(line: Line, stuck: Collection[int]) -> str:
    if line.response is not None:
        return _("The region answered it.")
    if line.commitments:
        return _("The region made a commitment on it.")
    return _("Others built on it.") if line.advice.pk in stuck else ""


def undo_refusal(merged: Recommendation, person: Person) -> str:
    """Why a merge can no longer be undone; empty while it can. Seven queries at most."""
    if stage_allows(StepKind.FOLLOW_UP, person, merged.round_plan).closed:
        return _("This round has ended, so its advice stays as it is.")
    if is_built_on([merged.pk]):
        return _("The region has already answered this advice or promised something on it.")
    if FrozenAdvice.objects.filter(recommendation=merged).exists():
        return _("This advice is on the list of the September round already.")
    return ""
