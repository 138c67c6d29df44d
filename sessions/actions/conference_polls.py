"""Quick polls: preparing, opening, voting, closing."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from audit.actions import record
from core.clock import now
from people.models import Person
from sessions.actions.conference_live import hold, hold_open, ring
from sessions.errors_conference import (
    AnotherPollIsOpen,
    NotAnOption,
    PollNeedsOptions,
    PollNotOpen,
    PollWasOpened,
    VotedAtOnce,
)
from sessions.models import Conference, PollState, QuickOption, QuickPoll, QuickVote, Shown
from sessions.models.conference_poll import FEWEST, MOST


@transaction.atomic
def make_poll(
    *, conference: Conference, question: str, options: Sequence[str], by: Person
) -> QuickPoll:
    """Prepare a question that only facilitators see. Raises PollNeedsOptions, ConferenceIsOver."""
    if not FEWEST <= len(options) <= MOST or len({one.casefold() for one in options}) < len(
        options
    ):
        raise PollNeedsOptions
    held = hold(conference)
    made = QuickPoll.objects.create(
        conference=held, question=question, created_at=now(), created_by=by
    )
    QuickOption.objects.bulk_create(
        QuickOption(poll=made, position=position, label=label)
        for position, label in enumerate(options)
    )
    record("conference.poll_made", by=by, target=made, changes={"question": (None, question)})
    return made


@transaction.atomic
def remove_poll(*, poll: QuickPoll, by: Person) -> None:
    """Throw away what was only prepared. Raises PollWasOpened."""
    hold(poll.conference)
    poll = QuickPoll.objects.get(pk=poll.pk)
    if poll.state != PollState.DRAFT:
        raise PollWasOpened
    record("conference.poll_removed", by=by, target=poll, changes={"question": (poll.question, "")})
    poll.delete()


@transaction.atomic
def open_poll(*, poll: QuickPoll, by: Person) -> QuickPoll:
    """Let participants vote, and put the question on the screen. Raises ConferenceNotOpen, ConferenceIsOver, PollWasOpened, AnotherPollIsOpen."""
    held = hold_open(poll.conference)
    poll = QuickPoll.objects.get(pk=poll.pk)
    if poll.state != PollState.DRAFT:
        raise PollWasOpened
    if held.polls.filter(state=PollState.OPEN).exists():
        raise AnotherPollIsOpen
    poll.state, poll.opened_at = PollState.OPEN, now()
    poll.save(update_fields=["state", "opened_at"])
    held.shown = Shown.POLL
    held.save(update_fields=["shown"])
    record("conference.poll_opened", by=by, target=poll)
    ring(held, "all")
    return poll


@transaction.atomic
def close_poll(*, poll: QuickPoll, by: Person) -> QuickPoll:
    """Count: from now on everybody sees the result. Raises PollNotOpen."""
    held = hold(poll.conference)
    poll = QuickPoll.objects.get(pk=poll.pk)
    if poll.state != PollState.OPEN:
        raise PollNotOpen
    poll.state, poll.closed_at = PollState.CLOSED, now()
    poll.save(update_fields=["state", "closed_at"])
    record("conference.poll_closed", by=by, target=poll)
    ring(held, Shown.POLL)
    return poll


@transaction.atomic
def vote(*, poll: QuickPoll, option: int, by: Person) -> QuickVote:
    """Choose an answer, or another one while the poll is open; the log does not say who chose what.

    The conference is locked, so that a vote and the closing come one after the other; that one person
    votes once the table keeps besides. Raises PollNotOpen, NotAnOption, VotedAtOnce.
    """
    held = hold(poll.conference)
    poll = QuickPoll.objects.get(pk=poll.pk)
    if poll.state != PollState.OPEN:
        raise PollNotOpen
    chosen = QuickOption.objects.filter(poll=poll, pk=option).first()
    if chosen is None:
        raise NotAnOption
    try:
        with transaction.atomic():
            found, _fresh = QuickVote.objects.update_or_create(
                poll=poll, person=by, defaults={"option": chosen}
            )
    except IntegrityError as error:
        raise VotedAtOnce from error
    ring(held, Shown.POLL)
    return found
