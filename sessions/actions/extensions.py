"""More time in a step, for one region or one reviewer."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from notifications.actions import notify
from people.models import Person, Region
from people.queries import team_of
from sessions.errors import ExtensionShortens
from sessions.models import Extension, Reminder, RoundStep
from sessions.notices import EXTENDED, round_context
from sessions.stages import moment_in_words


@transaction.atomic
def give_extension(
    *,
    step: RoundStep,
    due_at: datetime,
    closes_at: datetime,
    reason: str,
    by: Person,
    region: Region | None = None,
    person: Person | None = None,
) -> Extension:
    """Give one region or one reviewer more time, in place of an earlier extension, and tell them.

    Raises ExtensionShortens when it is not later than what everybody has.
    """
    step = RoundStep.objects.select_for_update().select_related("round__edition").get(pk=step.pk)
    _check(step, due_at, closes_at)
    values = {
        "due_at": due_at,
        "closes_at": closes_at,
        "reason": reason.strip(),
        "created_at": now(),
        "created_by": by,
    }
    given, _made = Extension.objects.update_or_create(
        step=step, region=region, person=person, defaults=values
    )
    changes = {
        f"{step.kind}.due_at": (step.due_at, due_at),
        f"{step.kind}.closes_at": (step.closes_at, closes_at),
        "reason": ("", given.reason),
        "person": (None, person.pk if person else None),
    }
    region_id = region.pk if region else None
    record("round.extended", by=by, target=step.round, changes=changes, region_id=region_id)
    cause = f"{given.pk}:{due_at.isoformat()}:{closes_at.isoformat()}"
    context = round_context(step.round, [step.kind]) | {"due_at": due_at.isoformat()}
    concerned = list(_concerned(step, region, person))
    # What was reminded of the earlier moment and still waits in an outbox says the wrong date.
    Reminder.objects.filter(step=step, person__in=concerned).update(overtaken=True)
    notify(concerned, EXTENDED, about=given, by=by, key=cause, context=context)
    return given


def _check(step: RoundStep, due_at: datetime, closes_at: datetime) -> None:
    if due_at < step.due_at or closes_at < step.closes_at or closes_at < due_at:
        sentence = _(
            "An extension gives more time. Without it the step is due on %(due)s and closes on %(closes)s."
        )
        words = {"due": _in_words(step.due_at), "closes": _in_words(step.closes_at)}
        raise ExtensionShortens(sentence % words)


def _in_words(moment: datetime) -> str:
    return _("%(date)s at %(time)s") % moment_in_words(moment)


def _concerned(step: RoundStep, region: Region | None, person: Person | None) -> Iterable[Person]:
    if person is not None:
        return [person]
    return team_of(step.round.edition_id, region.pk) if region else []
