"""Making, changing, publishing and holding a conference; saying whether one comes."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from audit.actions import Changes, changed, record
from core.clock import now
from notifications.actions import notify
from people.models import Person
from programme.models import Edition
from sessions.actions.conference_live import hold, hold_before_end, ring
from sessions.errors_conference import (
    AlreadyThatState,
    ConferenceChangedMeanwhile,
    ConferenceExists,
    ConferenceIsPublished,
    ConferenceNotPublished,
    ProgrammeSticksOut,
)
from sessions.models import Conference, ConferenceReply, ConferenceState, PollState, Shown
from sessions.notices.conferences import MOVED, PUBLISHED, conference_context
from sessions.queries.conference_people import invited_to

WHERE_AND_WHEN = {"starts_at", "ends_at", "place", "link"}


@transaction.atomic
def create_conference(*, edition: Edition, fields: dict[str, Any], by: Person) -> Conference:
    """Make a conference that only facilitators know of. Raises ConferenceExists."""
    try:
        with transaction.atomic():
            made = Conference.objects.create(edition=edition, created_by=by, **fields)
    except IntegrityError as error:
        raise ConferenceExists from error
    record("conference.created", by=by, target=made, changes={"number": (None, made.number)})
    return made


@transaction.atomic
def change_conference(
    *, conference: Conference, fields: dict[str, Any], revision: int, by: Person
) -> Changes:
    """Give it other words, another moment or place; who was invited hears when or where it moved to.

    Raises ConferenceChangedMeanwhile when `revision` is not the conference's, ProgrammeSticksOut.
    """
    held = hold(conference)
    if held.revision != revision:
        raise ConferenceChangedMeanwhile
    diff = changed(held, fields)
    if not diff:
        return {}
    for name in diff:
        setattr(held, name, fields[name])
    _check_programme(held)
    held.revision += 1
    held.save(update_fields=[*diff, "revision"])
    record("conference.changed", by=by, target=held, changes=diff)
    if held.published_at and held.state != ConferenceState.CLOSED and WHERE_AND_WHEN & set(diff):
        cause = f"{held.pk}:{held.revision}"
        context = conference_context(held)
        notify(invited_to(held), MOVED, about=held, by=by, key=cause, context=context)
    ring(held, Shown.PROGRAMME)
    return diff


@transaction.atomic
def publish_conference(*, conference: Conference, by: Person) -> Conference:
    """Invite everybody that it is for. Raises ConferenceIsPublished."""
    held = hold(conference)
    if held.published_at is not None:
        raise ConferenceIsPublished
    held.published_at, held.published_by = now(), by
    held.save(update_fields=["published_at", "published_by"])
    record("conference.published", by=by, target=held)
    notify(invited_to(held), PUBLISHED, about=held, by=by, context=conference_context(held))
    return held


@transaction.atomic
def open_conference(*, conference: Conference, by: Person) -> Conference:
    """Begin, or go on after it was closed by mistake. Raises ConferenceNotPublished, AlreadyThatState."""
    held = hold(conference)
    if held.published_at is None:
        raise ConferenceNotPublished
    return _become(held, ConferenceState.OPEN, "conference.opened", by)


@transaction.atomic
def close_conference(*, conference: Conference, by: Person) -> Conference:
    """End the day: nothing more is asked or voted. Raises ConferenceNotPublished, AlreadyThatState."""
    held = hold(conference)
    if held.published_at is None:
        raise ConferenceNotPublished
    for poll in held.polls.filter(state=PollState.OPEN):
        poll.state, poll.closed_at = PollState.CLOSED, now()
        poll.save(update_fields=["state", "closed_at"])
        record("conference.poll_closed", by=by, target=poll)
    return _become(held, ConferenceState.CLOSED, "conference.closed", by)


@transaction.atomic
def show_on_screen(*, conference: Conference, shown: Shown, by: Person) -> None:  # noqa: ARG001 -- as all actions
    """Choose what the screen in the room shows; not worth a line in the log."""
    held = hold(conference)
    held.shown = shown
    held.save(update_fields=["shown"])
    ring(held, "screen")


@transaction.atomic
def reply_to_conference(
    *, conference: Conference, answer: ConferenceReply.Answer, note: str, by: Person
) -> ConferenceReply:
    """Say whether one comes; the answer can be changed until the end. Raises ConferenceIsOver."""
    held = hold_before_end(conference)
    reply, _fresh = ConferenceReply.objects.update_or_create(
        conference=held,
        person=by,
        defaults={"answer": answer, "note": note.strip(), "answered_at": now()},
    )
    record("conference.replied", by=by, target=held, changes={"answer": (None, answer)})
    return reply


def _become(held: Conference, state: ConferenceState, verb: str, by: Person) -> Conference:
    if held.state == state:
        raise AlreadyThatState
    before, held.state = held.state, state
    held.save(update_fields=["state"])
    record(verb, by=by, target=held, changes={"state": (before, state)})
    ring(held, "all")
    return held


def _check_programme(held: Conference) -> None:
    for item in held.items.all():
        end = held.starts_at + timedelta(minutes=item.starts_after + item.minutes)
        if end > held.ends_at:
            raise ProgrammeSticksOut
