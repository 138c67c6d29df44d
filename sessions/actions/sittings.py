"""Planning, moving and cancelling a sitting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit.actions import changed, record
from core.clock import now
from people.models import Person, Region
from sessions.actions.agenda import fill_agenda
from sessions.actions.sitting_changes import Change, sitting_changed
from sessions.errors import NotPublished
from sessions.errors_sitting import LinkNotSafe, NotInThisRound, SittingEndsFirst, SittingIsOver
from sessions.models import AgendaTemplate, Room, Round, RoundPlan, Sitting, SittingState
from sessions.queries.regions import participating_regions


@dataclass(frozen=True)
class When:
    """Moment and place of a sitting; no moment while it is still to be chosen."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    link: str = ""


@transaction.atomic
def plan_sitting(
    *,
    round: Round,  # noqa: A002 -- the noun
    about: RoundPlan | Region,
    when: When,
    template: AgendaTemplate,
    facilitator: Person,
    by: Person,
    title: str = "",
    key: UUID | None = None,
) -> Sitting:
    """Plan a sitting with the agenda of a template; the same key again gives the same sitting.

    Raises NotInThisRound, SittingEndsFirst, LinkNotSafe.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    known = Sitting.objects.filter(key=key, round=held).first() if key else None
    if known:
        return known
    check_when(when)
    plan, region = _about(held, about)
    made = Sitting.objects.create(
        round=held,
        round_plan=plan,
        region=region,
        title=title.strip(),
        template=template,
        facilitator=facilitator,
        created_by=by,
        **vars(when),
        **({"key": key} if key else {}),
    )
    Room.objects.create(sitting=made)
    fill_agenda(made, template)
    changes = {"starts_at": (None, when.starts_at), "template": (None, template)}
    record("sitting.planned", by=by, target=made, changes=changes, region_id=made.about.pk)
    return made


@transaction.atomic
def move_sitting(*, sitting: Sitting, when: When, by: Person, title: str | None = None) -> Sitting:
    """Give a sitting another moment, place or name; who is invited is told of moment and place.

    Raises SittingIsOver, SittingEndsFirst, LinkNotSafe.
    """
    held = hold_planned(sitting)
    check_when(when)
    moved = changed(held, vars(when))
    named = changed(held, {"title": title.strip()}) if title is not None else {}
    if not moved and not named:
        return held
    for name, (_old, new) in (moved | named).items():
        setattr(held, name, new)
    if moved:
        held.revision += 1
    held.save(update_fields=[*moved, *named, "revision"])
    record("sitting.moved", by=by, target=held, changes=moved | named, region_id=held.about.pk)
    if moved:
        sitting_changed(held, Change.MOVED, by=by)
    return held


@transaction.atomic
def cancel_sitting(*, sitting: Sitting, by: Person, reason: str = "") -> Sitting:
    """Let a sitting not take place, and tell who was invited. Raises SittingIsOver. Twice is once."""
    held = hold(sitting)
    if held.state == SittingState.CANCELLED:
        return held
    held = hold_planned(sitting)
    held.state, held.cancelled_at, held.cancel_reason = (
        SittingState.CANCELLED, now(), reason.strip(),
    )  # fmt: skip
    held.revision += 1
    held.day, held.day_position = None, None
    held.save(
        update_fields=[
            "state", "cancelled_at", "cancel_reason", "revision", "day", "day_position",
        ]
    )  # fmt: skip
    changes = {"state": (SittingState.PLANNED, held.state), "reason": ("", held.cancel_reason)}
    record("sitting.cancelled", by=by, target=held, changes=changes, region_id=held.about.pk)
    sitting_changed(held, Change.CANCELLED, by=by)
    return held


def hold(sitting: Sitting) -> Sitting:
    """The sitting as it is now, locked, with what names it."""
    rows = Sitting.objects.select_for_update(of=("self",)).select_related(
        "round__edition", "round_plan__dossier__region", "region", "facilitator"
    )
    return rows.get(pk=sitting.pk)


def hold_planned(sitting: Sitting) -> Sitting:
    """The same, while it is still to come. Raises SittingIsOver."""
    held = hold(sitting)
    if held.state != SittingState.PLANNED:
        raise SittingIsOver
    return held


def check_published(sitting: Sitting) -> None:
    """Nobody is asked anything in a round that nobody may know of. Raises NotPublished."""
    if sitting.round.published_at is None:
        raise NotPublished


def check_when(when: When) -> None:
    """A sitting starts and then ends, behind a link that is safe."""
    if (when.starts_at is None) != (when.ends_at is None):
        raise SittingEndsFirst
    if when.starts_at and when.ends_at and when.ends_at <= when.starts_at:
        raise SittingEndsFirst
    if when.link and not when.link.startswith("https://"):
        raise LinkNotSafe


def _about(held: Round, about: RoundPlan | Region) -> tuple[RoundPlan | None, Region | None]:
    if isinstance(about, RoundPlan):
        if about.round_id != held.pk:
            raise NotInThisRound
        return about, None
    if not participating_regions(held.edition_id).filter(pk=about.pk).exists():
        raise NotInThisRound
    return None, about
