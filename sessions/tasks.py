"""What rounds do by themselves."""

from discussion.actions import reveal
from discussion.errors import Refused
from discussion.models import Thread
from discussion.queries import unrevealed
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
