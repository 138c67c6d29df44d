"""Reads of threads: the log, the view that follows from it, lists with what is unread, and readers."""

from discussion.queries.apart import is_revealed, unrevealed
from discussion.queries.lists import Row, rows_of, threads_of
from discussion.queries.log import event_json, events_after, person_json, thread_view
from discussion.queries.naming import groups_in, known_in
from discussion.queries.readers import knows_target, participants_of, readers_of, surely_reading
from discussion.queries.unread import first_unread, unread_in

__all__ = [
    "Row",
    "event_json",
    "events_after",
    "first_unread",
    "groups_in",
    "is_revealed",
    "known_in",
    "knows_target",
    "participants_of",
    "person_json",
    "readers_of",
    "rows_of",
    "surely_reading",
    "thread_view",
    "threads_of",
    "unread_in",
    "unrevealed",
]
