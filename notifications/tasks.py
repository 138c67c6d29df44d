"""What workers do for this app; each may run twice without harm."""

from notifications import actions, sending


def send_one(delivery_id: int) -> None:
    """Send one mail at once."""
    sending.send(delivery_id)


def send_due() -> int:
    """Send every mail whose time has come: the sweep that misses nothing."""
    waiting = sending.due()
    for delivery_id in waiting:
        sending.send(delivery_id)
    return len(waiting)


def retire() -> None:
    """Keep the counts honest."""
    actions.retire()
