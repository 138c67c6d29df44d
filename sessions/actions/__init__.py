"""Every write of rounds: each is atomic, checks again, records and tells."""

from sessions.actions.answers import accept_assignment, decline_assignment
from sessions.actions.assignments import (
    change_note,
    plan_assignment,
    send_invitations,
    withdraw_assignment,
)
from sessions.actions.conflicts import declare_conflict, remove_conflict
from sessions.actions.extensions import give_extension
from sessions.actions.plans import tie_plan, untie_plan
from sessions.actions.rounds import change_steps, create_round, publish_round

__all__ = [
    "accept_assignment",
    "change_note",
    "change_steps",
    "create_round",
    "declare_conflict",
    "decline_assignment",
    "give_extension",
    "plan_assignment",
    "publish_round",
    "remove_conflict",
    "send_invitations",
    "tie_plan",
    "untie_plan",
    "withdraw_assignment",
]
