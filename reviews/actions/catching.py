"""What was caught in a sitting becomes advice: a draft at the end, given when it is confirmed, or dropped."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from audit.actions import changed, record
from core.clock import now
from core.text import render
from people.models import Person
from programme.models import Element
from reviews.actions.merging import hold_plan
from reviews.actions.telling_caught import tell_caught, tell_confirmed, tell_dropped
from reviews.errors import (
    AlreadySettled,
    CaughtUnfinished,
    GiverMissing,
    NotAllowed,
    ReasonMissing,
    RowChanged,
    StepClosed,
)
from reviews.models import Recommendation
from reviews.queries.caught import (
    ABOUT,
    OVER,
    may_have_given,
    plan_of,
    possible_givers,
    refusal,
)
from sessions.models import CaughtAdvice, RoundPlan, Sitting


@transaction.atomic
def take_over(sitting: Sitting, by: Person) -> list[Recommendation]:
    """Make drafts of what was caught in a sitting that is over, each once; those that are new.

    None while the region has no plan in the round: there is nothing yet that it would be advice on.
    """
    rows = Sitting.objects.select_for_update(of=("self",)).select_related(
        "facilitator", "round_plan__round__edition", "round_plan__dossier__region",
        "round_plan__version",
    )  # fmt: skip
    held = rows.get(pk=sitting.pk)
    plan = plan_of(held)
    if plan is None or held.state not in OVER:
        return []
    caught = held.caught.filter(recommendation=None).select_related("given_by")
    drafts = [_draft(one, held, plan, by) for one in caught.order_by("pk")]
    tell_caught(drafts, by=by)
    return drafts


def _draft(caught: CaughtAdvice, sitting: Sitting, plan: RoundPlan, by: Person) -> Recommendation:
    """In the name of who gave it; of who led the sitting where that is not known, or was the region."""
    giver = caught.given_by
    if giver is None or not may_have_given(giver, plan):
        giver = sitting.facilitator
    draft = Recommendation.objects.create(
        caught=caught,
        round_plan=plan,
        author=giver,
        position=1 + plan.recommendations.filter(review=None).count(),
        title=caught.title,
        source=caught.body,
        html=_html(caught.body),
        created_at=now(),
    )
    caught.sitting = sitting
    record("recommendation.caught", by=by, target=draft, region_id=plan.dossier.region_id)
    return draft


@dataclass(frozen=True)
class Wording:
    """The words of a draft. Without a giver or elements these stay as they are."""

    title: str
    source: str
    kind: str = ""
    addressees: Collection[str] = ()
    term: str = ""
    effect: str = ""
    effort: str = ""
    offer: str = ""
    elements: Collection[Element] | None = None
    giver: Person | None = None

    @property
    def values(self) -> dict[str, Any]:
        """By field."""
        plain = {name: getattr(self, name) for name in ("kind", "term", "effect", "effort")}
        return plain | {
            "title": " ".join(self.title.split()),
            "source": self.source.strip(),
            "addressees": list(self.addressees),
            "offer": self.offer.strip(),
        }


@transaction.atomic
def reword_caught(
    *, advice: Recommendation, wording: Wording, seen: int, by: Person
) -> Recommendation:
    """Put a draft in other words, or give it its giver's name; what was caught stays as it was.

    Raises NotAllowed, AlreadySettled, RowChanged, GiverMissing.
    """
    row = _hold(advice, by)
    _write(row, wording, seen, by)
    return row


@transaction.atomic
def confirm_caught(
    *, advice: Recommendation, wording: Wording, seen: int, by: Person
) -> Recommendation:
    """Give the advice in these words: the region reads it as its reviews, and answers it. Twice is once.

    Raises NotAllowed, AlreadySettled, RowChanged, GiverMissing, CaughtUnfinished, StepClosed.
    """
    row = _hold(advice, by)
    _write(row, wording, seen, by)
    if row.confirmed_at is not None:
        return row
    if row.withdrawn_at is not None:
        raise AlreadySettled
    if not row.names_its_giver or not may_have_given(row.author, row.round_plan):
        raise GiverMissing
    if not (row.title and row.source and row.addressees):
        raise CaughtUnfinished
    if reason := refusal(row.round_plan, by):
        raise StepClosed(reason)
    row.confirmed_at, row.confirmed_by = now(), by
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    _record("confirmed", row, by)
    tell_confirmed(row, by=by)
    return row


@transaction.atomic
def drop_caught(*, advice: Recommendation, reason: str, by: Person) -> Recommendation:
    """Let caught advice not become advice; the minutes keep it. Twice is once.

    Raises NotAllowed, ReasonMissing, AlreadySettled.
    """
    row = _hold(advice, by)
    if not reason.strip():
        raise ReasonMissing
    if row.dropped_by_id is not None:
        return row
    if not row.is_draft:
        raise AlreadySettled
    row.withdrawn_at, row.dropped_by, row.drop_reason = now(), by, reason.strip()
    row.save(update_fields=["withdrawn_at", "dropped_by", "drop_reason"])
    _record("dropped", row, by)
    tell_dropped(row, by=by)
    return row


def _hold(advice: Recommendation, by: Person) -> Recommendation:
    hold_plan(advice.round_plan_id)
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related(*ABOUT)
    row = rows.get(pk=advice.pk)
    if not by.has_perm("reviews.settle_caught", row):
        raise NotAllowed
    return row


def _write(row: Recommendation, wording: Wording, seen: int, by: Person) -> None:
    """Write what is new of a draft; the same words once more are no change, also when it is settled."""
    changes = changed(row, wording.values)
    told = wording.elements
    mixed = told is not None and set(told) != set(row.elements.all())
    renamed = wording.giver is not None and wording.giver.pk != row.author_id
    if not (changes or mixed or renamed):
        return
    if not row.is_draft:
        raise AlreadySettled
    if row.revision != seen:
        raise RowChanged
    if renamed:
        _name(row, wording.giver, by)
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    row.html = _html(row.source)
    row.revision += 1
    row.save(update_fields=[*changes, "author", "html", "revision"])
    if told is not None:
        row.elements.set(told)
    _record("reworded", row, by)
    if renamed:
        tell_caught([row], by=by)


def _name(row: Recommendation, giver: Person | None, by: Person) -> None:
    """Only who runs the round says who else gave it, among those who can have spoken it."""
    if not by.has_perm("reviews.merge_recommendations", row.round_plan):
        raise NotAllowed
    if giver is None or not possible_givers(row).filter(pk=giver.pk).exists():
        raise GiverMissing
    row.author = giver


def _record(verb: str, row: Recommendation, by: Person) -> None:
    """That it was done, without words: the log is read by others too, and what was caught stays."""
    region = row.round_plan.dossier.region_id
    record(f"recommendation.{verb}", by=by, target=row, region_id=region)


def _html(source: str) -> str:
    return render(source).html if source else ""
