"""Doing something about a risk, once a day; and putting it aside for a while."""

from datetime import date

from django.db import transaction

from audit.actions import record
from core.clock import now, today
from people.models import Person
from sessions.errors import AsideNeedsALaterDay, AsideNeedsReason, DoneAlready
from sessions.models import RiskMark
from sessions.risks import kinds
from sessions.risks.gathering import too_soon
from sessions.risks.kinds import Risk


@transaction.atomic
def act_on_risk(*, risk: Risk, by: Person) -> str:
    """Do the one thing that the risk's button says; gives the sentence that says what was done.

    Raises DoneAlready within a day of the last time, so that a second click sends nothing; and
    what the deed itself refuses.
    """
    mark = _mark(risk)
    if sentence := too_soon(mark):
        raise DoneAlready(sentence)
    kind = kinds.get(risk.kind)
    deed = kind.deeds[risk.move.verb] if kind else None
    if deed is None:
        raise DoneAlready
    mark.times, mark.acted_at, mark.acted_by = mark.times + 1, now(), by
    mark.save(update_fields=["times", "acted_at", "acted_by"])
    done = deed(risk, by, f"{mark.pk}:{mark.times}")
    _record("risk.acted", risk, by, what=str(risk.move.verb))
    return done


@transaction.atomic
def put_aside(*, risk: Risk, until: date, reason: str, by: Person) -> RiskMark:
    """Take a risk from the list until a day, for every facilitator. Raises AsideNeedsALaterDay, AsideNeedsReason."""
    if until <= today():
        raise AsideNeedsALaterDay
    if not reason.strip():
        raise AsideNeedsReason
    mark = _mark(risk)
    mark.aside_until, mark.aside_reason, mark.aside_by = until, reason.strip(), by
    mark.save(update_fields=["aside_until", "aside_reason", "aside_by"])
    _record("risk.put_aside", risk, by, until=until.isoformat(), reason=mark.aside_reason)
    return mark


@transaction.atomic
def take_up(*, risk: Risk, by: Person) -> None:
    """Put a risk back on the list. Twice is once."""
    mark = _mark(risk)
    if mark.aside_until is None:
        return
    mark.aside_until, mark.aside_reason, mark.aside_by = None, "", None
    mark.save(update_fields=["aside_until", "aside_reason", "aside_by"])
    _record("risk.taken_up", risk, by)


def _mark(risk: Risk) -> RiskMark:
    """The row of this risk, locked: of two clicks at once the second waits, and sees the first."""
    RiskMark.objects.get_or_create(round=risk.round, kind=risk.kind, subject_id=risk.subject)
    rows = RiskMark.objects.select_for_update()
    return rows.get(round=risk.round, kind=risk.kind, subject_id=risk.subject)


def _record(verb: str, risk: Risk, by: Person, **more: str) -> None:
    changes = {"risk": (None, risk.kind), "subject": (None, risk.subject)}
    changes |= {name: (None, value) for name, value in more.items()}
    record(verb, by=by, target=risk.round, changes=changes, region_id=risk.region_id)
