"""Every read of notifications."""

from notifications.queries.choices import (
    channel_of,
    channels_of,
    chosen_by,
    dead_address_of,
    dead_among,
    default_hours,
    hours_in,
    known_hours_of,
    mail_hours_of,
)
from notifications.queries.lines import (
    Known,
    Line,
    inbox_of,
    known_of,
    line_of,
    lines_of,
    texts_of,
    unread_count,
    unread_counts,
)
from notifications.queries.mails import outbox

__all__ = [
    "Known",
    "Line",
    "channel_of",
    "channels_of",
    "chosen_by",
    "dead_address_of",
    "dead_among",
    "default_hours",
    "hours_in",
    "inbox_of",
    "known_hours_of",
    "known_of",
    "line_of",
    "lines_of",
    "mail_hours_of",
    "outbox",
    "texts_of",
    "unread_count",
    "unread_counts",
]
