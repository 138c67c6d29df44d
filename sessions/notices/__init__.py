"""What sessions tells people: one file a subject."""

from sessions.notices.reminders import (
    ANSWER_WAITS,
    PLAN_DUE,
    PLAN_LATE,
    SILENT,
    SITTING_NEAR,
    reminder_in_words,
)
from sessions.notices.rounds import (
    ACCEPTED,
    ASKED,
    CONFLICT,
    DECLINED,
    EXTENDED,
    PUBLISHED,
    STEPS_CHANGED,
    WITHDRAWN,
    asked_context,
    asked_in_words,
    round_context,
    round_in_words,
)

__all__ = [
    "ACCEPTED",
    "ANSWER_WAITS",
    "ASKED",
    "CONFLICT",
    "DECLINED",
    "EXTENDED",
    "PLAN_DUE",
    "PLAN_LATE",
    "PUBLISHED",
    "SILENT",
    "SITTING_NEAR",
    "STEPS_CHANGED",
    "WITHDRAWN",
    "asked_context",
    "asked_in_words",
    "reminder_in_words",
    "round_context",
    "round_in_words",
]
