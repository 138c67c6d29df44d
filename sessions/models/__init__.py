"""Rounds, their steps, the plans in them and who reviews what."""

from sessions.models.assignment import Assignment, AssignmentState, Capacity
from sessions.models.conflict import Conflict, ConflictKind
from sessions.models.round import Extension, Round, RoundPlan, RoundStep, Season, StepKind

__all__ = [
    "Assignment",
    "AssignmentState",
    "Capacity",
    "Conflict",
    "ConflictKind",
    "Extension",
    "Round",
    "RoundPlan",
    "RoundStep",
    "Season",
    "StepKind",
]
