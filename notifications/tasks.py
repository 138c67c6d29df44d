"""What workers do for this app; each may run twice without harm."""

import time

from notifications import actions, sending
from notifications.posting import post

PATIENCE = 150  # seconds in which one task sends; the rest is for the next minute


def send_one(delivery_id: int) -> None:
    """Send one mail at once."""
    with post() as through:
        sending.send(delivery_id, through)


def send_due() -> int:
    """Send every mail whose time has come: the sweep that misses nothing. How many it looked at."""
    end, count = time.monotonic() + PATIENCE, 0
    with post() as through:
        while (waiting := sending.due()) and time.monotonic() < end:
            sending.send_many(waiting, through, until=end)
            count += len(waiting)
    return count


def gather() -> int:
    """Write the digests that are due."""
    return actions.gather()


def tell_forgotten() -> int:
    """Tell who held mail and forgot it."""
    return actions.tell_forgotten()


def retire() -> None:
    """Keep the counts honest."""
    actions.retire()
