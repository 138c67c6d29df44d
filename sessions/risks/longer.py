"""A week more, in one click."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from core.clock import amsterdam, local, today
from people.models import Person, Region
from sessions.actions import give_extension
from sessions.models import Round, RoundStep, StepKind
from sessions.stages import Stages, moment_in_words

MORE = timedelta(days=7)


def give_a_week(
    round_: Round,
    kind: StepKind,
    *,
    by: Person,
    reason: str,
    region: Region | None = None,
    person: Person | None = None,
) -> str:
    """Extend a step for a region or a reviewer by a week from when it was due, or from now; says until when."""
    stage = Stages.load([round_]).of(
        kind,
        round_.pk,
        region_id=region.pk if region else None,
        person_id=person.pk if person else None,
    )
    step = RoundStep.objects.get(round=round_, kind=kind)
    due = _a_week_after(stage.due_at or step.due_at)
    closes = max(stage.closes_at or step.closes_at, due)
    give_extension(
        step=step, due_at=due, closes_at=closes, reason=reason, by=by, region=region, person=person
    )
    words = _("%(name)s has time until %(date)s at %(time)s, and is told.")
    return words % {"name": region or person, **moment_in_words(due)}


def _a_week_after(due: datetime) -> datetime:
    """At the same time of the day, a week after that day or after today: whichever is later."""
    here = local(due)
    day = max(here.date(), today()) + MORE
    return amsterdam(day.year, day.month, day.day, here.hour, here.minute)
