"""Reads of plans: what they hold, how they stand, and what changed."""

from plans.queries.contents import frozen, frozen_contents, working, working_contents
from plans.queries.differences import Differences, compared, differences, since
from plans.queries.lists import PlanRow, plan_rows
from plans.queries.reading import ReadPlan, read_version, read_working
from plans.queries.states import PlanState, StateKind, newest_versions, state_of, states_of

__all__ = [
    "Differences",
    "PlanRow",
    "PlanState",
    "ReadPlan",
    "StateKind",
    "compared",
    "differences",
    "frozen",
    "frozen_contents",
    "newest_versions",
    "plan_rows",
    "read_version",
    "read_working",
    "since",
    "state_of",
    "states_of",
    "working",
    "working_contents",
]
