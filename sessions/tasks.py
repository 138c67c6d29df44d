"""What rounds do by themselves."""

from django.db.models import Q

from core.clock import now
from discussion.actions import reveal
from discussion.errors import Refused
from discussion.models import Thread
from discussion.queries import unrevealed
from sessions.actions.calendar import tell_calendars
from sessions.actions.reminding import remind
from sessions.models import InviteState, Sitting
from sessions.topics import KIND, PanelTopic


def reveal_due() -> int:
    """Let the reviewers of a plan read each other, once the review step is over; how many plans.

    Harmless when run twice: what is revealed is not found again.
    """
    topic = PanelTopic()
    count = 0
    for target_id in unrevealed(Thread.objects.all(), KIND):
        if topic.apart_until(target_id) is not None:
            continue
        try:
            reveal(kind=KIND, target_id=target_id)
        except Refused:  # a facilitator was first
            continue
        count += 1
    return count


def send_reminders() -> int:
    """Give every reminder whose time has come; how many. Harmless when run twice."""
    return remind()


def make_proposal(scenario_id: int) -> bool:
    """Make one proposal of who reviews what."""
    from sessions import actions  # noqa: PLC0415 -- leaf

    return actions.make_proposal(scenario_id=scenario_id)


def make_proposals_again() -> int:
    """Make proposals that a worker left behind."""
    from sessions import actions  # noqa: PLC0415 -- leaf

    return actions.make_again()


def tell_of_sitting(sitting_id: int) -> int:
    """Let calendars know what one sitting is now; how many mails. Harmless when run twice."""
    sitting = Sitting.objects.filter(pk=sitting_id).first()
    return len(tell_calendars(sitting=sitting)) if sitting else 0


def tell_of_sittings() -> int:
    """The same for every sitting that still comes, or of which a calendar must hear that it does not."""
    asked = Q(invites__state=InviteState.ASKED)
    rows = Sitting.objects.filter(Q(ends_at__gt=now()) | Q(ends_at=None) & asked)
    return sum(tell_of_sitting(pk) for pk in set(rows.values_list("pk", flat=True)))
