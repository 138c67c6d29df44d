"""Asking which moment suits, answering, and choosing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from audit.actions import record
from core.clock import now
from notifications.actions import notify
from people.models import Person
from sessions.actions.sitting_changes import invited_to
from sessions.actions.sittings import When, check_published, hold_planned, move_sitting
from sessions.errors_sitting import NoMoments, NotInvited, PollIsClosed
from sessions.models import Attendance, DatePoll, PollAnswer, PollMoment, Sitting, Suits
from sessions.notices.sittings import DATES_ASKED, sitting_context


@transaction.atomic
def ask_dates(
    *,
    sitting: Sitting,
    moments: Sequence[tuple[datetime, datetime]],
    until: datetime,
    by: Person,
) -> DatePoll:
    """Ask who is invited which of these moments suit; answers to moments that stay are kept.

    Raises SittingIsOver, NotPublished, NoMoments.
    """
    held = hold_planned(sitting)
    check_published(held)
    fresh = {starts: ends for starts, ends in moments if starts > now() and ends > starts}
    if not fresh or until <= now():
        raise NoMoments
    poll, _made = DatePoll.objects.update_or_create(
        sitting=held,
        defaults={"until": until, "asked_at": now(), "asked_by": by}
        | {"closed_at": None, "closed_by": None, "chosen": None},
    )
    poll.moments.exclude(starts_at__in=fresh).delete()
    for starts, ends in fresh.items():
        PollMoment.objects.update_or_create(poll=poll, starts_at=starts, defaults={"ends_at": ends})
    changes = {"moments": (None, sorted(fresh)), "until": (None, until)}
    record("sitting.dates_asked", by=by, target=held, changes=changes)
    cause = f"{poll.pk}:{poll.asked_at.isoformat()}"
    people = invited_to(held)
    notify(people, DATES_ASKED, about=held, by=by, key=cause, context=sitting_context(held))
    return poll


@transaction.atomic
def answer_dates(*, poll: DatePoll, answers: Mapping[int, Suits], by: Person) -> int:
    """Say of moments, by their ids, whether they suit; how many answers changed.

    Raises NotInvited, PollIsClosed.
    """
    held = _open(poll)
    if not Attendance.objects.standing().filter(sitting=held.sitting_id, person=by).exists():
        raise NotInvited
    known = {row.moment_id: row for row in PollAnswer.objects.filter(moment__poll=held, person=by)}
    count = 0
    for moment in held.moments.all():
        answer = answers.get(moment.pk)
        row = known.get(moment.pk)
        if answer is None or (row and row.answer == answer):
            continue
        PollAnswer.objects.update_or_create(
            moment=moment, person=by, defaults={"answer": answer, "answered_at": now()}
        )
        count += 1
    if count:
        record("sitting.dates_answered", by=by, target=held.sitting)
    return count


@transaction.atomic
def choose_date(*, poll: DatePoll, moment: PollMoment, by: Person) -> Sitting:
    """Give the sitting a moment of the poll, which closes; who is invited is told.

    Raises PollIsClosed, SittingIsOver.
    """
    held = _open(poll, late=True)
    sitting = hold_planned(held.sitting)
    _close(held, by)
    held.chosen = moment
    held.save(update_fields=["chosen"])
    record(
        "sitting.date_chosen", by=by, target=sitting,
        changes={"starts_at": (sitting.starts_at, moment.starts_at)},
    )  # fmt: skip
    when = When(moment.starts_at, moment.ends_at, sitting.place, sitting.link)
    return move_sitting(sitting=sitting, when=when, by=by)


@transaction.atomic
def close_poll(*, poll: DatePoll, by: Person) -> DatePoll:
    """Take no more answers, without a choice. Raises PollIsClosed."""
    held = _open(poll, late=True)
    _close(held, by)
    record("sitting.poll_closed", by=by, target=held.sitting)
    return held


def _open(poll: DatePoll, *, late: bool = False) -> DatePoll:
    """A poll that takes answers, or after its last day at least a choice."""
    held = (
        DatePoll.objects.select_for_update(of=("self",)).select_related("sitting").get(pk=poll.pk)
    )
    if held.closed_at is not None or (held.until <= now() and not late):
        raise PollIsClosed
    return held


def _close(held: DatePoll, by: Person) -> None:
    held.closed_at, held.closed_by = now(), by
    held.save(update_fields=["closed_at", "closed_by"])
