"""What workers do with mail that came in; each may run twice without harm."""

from notifications.inbound import keeping, mailbox, working


def work_off(mail_id: int) -> None:
    """Read one mail at once."""
    working.work_off(mail_id)


def work_off_due() -> int:
    """Read every mail whose time has come: the sweep that misses nothing."""
    waiting = working.due()
    for mail_id in waiting:
        working.work_off(mail_id)
    return len(waiting)


def fetch() -> int:
    """Take what is new in the mailbox, where one is set."""
    return mailbox.fetch()


def forget_old() -> int:
    """Empty what was read long ago."""
    return keeping.forget_old()
