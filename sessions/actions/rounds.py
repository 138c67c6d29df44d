"""Making, dating and publishing a round."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q

from audit.actions import Changes, changed, record
from core.clock import now
from notifications.actions import notify
from people.models import Membership, Person, Role
from programme.models import Edition
from sessions.actions.calendar import tell_calendars
from sessions.actions.reminder_rules import add_usual_rules
from sessions.errors import AlreadyPublished, RoundExists, StepsChangedMeanwhile, StepsDoNotFollow
from sessions.models import Assignment, Reminder, Round, RoundStep, RoundTemplate, Season
from sessions.models.round import STEP_ORDER
from sessions.notices import PUBLISHED, STEPS_CHANGED, round_context
from sessions.schedule import Moments, faults, moments_of, overlap_with

TAKES_PART = [Role.FACILITATOR, Role.LEAD, Role.MEMBER, Role.FRIEND, Role.RESEARCHER]


@transaction.atomic
def create_round(
    *,
    edition: Edition,
    season: Season,
    steps: Sequence[Moments],
    by: Person,
    template: RoundTemplate | None = None,
) -> Round:
    """Make a round that only facilitators know of, with the usual reminders.

    Raises RoundExists, StepsDoNotFollow.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    _check(edition, season, steps)
    try:
        with transaction.atomic():
            made = Round.objects.create(
                edition=edition, season=season, template=template, created_by=by
            )
    except IntegrityError as error:
        raise RoundExists from error
    RoundStep.objects.bulk_create(
        RoundStep(
            round=made,
            kind=step.kind,
            position=position,
            opens_at=step.opens_at,
            due_at=step.due_at,
            closes_at=step.closes_at,
        )
        for position, step in enumerate(steps)
    )
    add_usual_rules(made)
    record("round.created", by=by, target=made, changes={"season": (None, season)})
    return made


@transaction.atomic
def change_steps(
    *,
    round: Round,  # noqa: A002 -- the noun
    steps: Sequence[Moments],
    revision: int,
    by: Person,
) -> list[RoundStep]:
    """Give the steps other moments, and tell who is concerned. Returns the steps that changed.

    Raises StepsChangedMeanwhile when `revision` is not the round's, StepsDoNotFollow.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    if held.revision != revision:
        raise StepsChangedMeanwhile
    Edition.objects.select_for_update().get(pk=held.edition_id)
    _check(held.edition, Season(held.season), steps)
    touched: list[RoundStep] = []
    changes: Changes = {}
    by_kind = {step.kind: step for step in steps}
    for row in held.steps.all():
        wanted = by_kind[row.kind]  # type: ignore[index]  # a choice is the same text
        new = {name: getattr(wanted, name) for name in ("opens_at", "due_at", "closes_at")}
        diff = changed(row, new)
        if diff:
            for name in diff:
                setattr(row, name, new[name])
            row.save(update_fields=list(diff))
            changes |= {f"{row.kind}.{name}": pair for name, pair in diff.items()}
            touched.append(row)
    if touched:
        held.revision = round.revision = held.revision + 1
        held.save(update_fields=["revision"])
        due_elsewhere = [row for row in touched if f"{row.kind}.due_at" in changes]
        Reminder.objects.filter(step__in=due_elsewhere).update(overtaken=True)
        record("round.steps_changed", by=by, target=held, changes=changes)
        _tell_of_change(held, touched, by)
    return touched


@transaction.atomic
def publish_round(*, round: Round, by: Person) -> Round:  # noqa: A002 -- the noun
    """Let everybody who takes part know of the round. Raises AlreadyPublished."""
    held = Round.objects.select_for_update().get(pk=round.pk)
    if held.published_at is not None:
        raise AlreadyPublished
    held.published_at, held.published_by = now(), by
    held.save(update_fields=["published_at", "published_by"])
    record("round.published", by=by, target=held)
    notify(_participants(held), PUBLISHED, about=held, by=by, context=round_context(held))
    for sitting in held.sittings.all():  # so that this mail is part of the same deed
        tell_calendars(sitting=sitting)
    return held


def _check(edition: Edition, season: Season, steps: Sequence[Moments]) -> None:
    if [step.kind for step in steps] != STEP_ORDER:
        raise StepsDoNotFollow
    wrong = faults(steps)
    for other in Round.objects.filter(edition=edition).exclude(season=season):
        clash = overlap_with(steps, season, moments_of(other.steps.all()), Season(other.season))
        wrong += [clash] if clash else []
    if wrong:
        raise StepsDoNotFollow(wrong)


def _participants(held: Round) -> list[Person]:
    rows = Membership.objects.active().filter(edition=held.edition_id, role__in=TAKES_PART)
    return list(Person.objects.filter(pk__in=rows.values("person_id")))


def _tell_of_change(held: Round, touched: Sequence[RoundStep], by: Person) -> None:
    """Who takes part in a published round, additional friends with a task among them."""
    if held.published_at is None:
        return
    rows = Membership.objects.active().filter(edition=held.edition_id, role__in=TAKES_PART)
    tasks = Assignment.objects.active().filter(round_plan__round=held)
    concerned = Person.objects.filter(
        Q(pk__in=rows.values("person_id")) | Q(pk__in=tasks.values("person_id"))
    )
    context = round_context(held, [step.kind for step in touched])
    cause = f"{held.pk}:{held.revision}"
    notify(concerned, STEPS_CHANGED, about=held, by=by, key=cause, context=context)
