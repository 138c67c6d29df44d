"""Reads of rounds, assignments and what is asked of whom."""

from sessions.queries.asked import tasks_for, tasks_for_each
from sessions.queries.notes import notes_for_lead
from sessions.queries.readers import people_with_a_task, versions_read_by_task
from sessions.queries.states import ReviewState, register_review_states, review_states

__all__ = [
    "ReviewState",
    "notes_for_lead",
    "people_with_a_task",
    "register_review_states",
    "review_states",
    "tasks_for",
    "tasks_for_each",
    "versions_read_by_task",
]
