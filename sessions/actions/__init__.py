"""Every write of rounds: each is atomic, checks again, records and tells."""

from sessions.actions.answers import accept_assignment, decline_assignment
from sessions.actions.applying import apply_scenario
from sessions.actions.assignments import (
    ask,
    change_note,
    plan_assignment,
    send_invitations,
    withdraw_assignment,
)
from sessions.actions.conflicts import declare_conflict, remove_conflict
from sessions.actions.extensions import give_extension
from sessions.actions.loosening import loosen
from sessions.actions.plans import tie_plan, untie_plan
from sessions.actions.questions import change_access
from sessions.actions.reminder_rules import add_rule, change_rule, remove_rule
from sessions.actions.replacements import ask_instead
from sessions.actions.rounds import change_steps, create_round, publish_round
from sessions.actions.rulings import keep_apart, let_meet, lift_ruling, rule_pair
from sessions.actions.scenarios import (
    change_by_hand,
    drop_scenario,
    make_again,
    make_proposal,
    propose,
)
from sessions.actions.templates import (
    bring_templates,
    change_template,
    make_template,
    remove_template,
)
from sessions.actions.terms import save_matching, save_readings, save_terms, save_wish, say_wishes

__all__ = [
    "accept_assignment",
    "add_rule",
    "apply_scenario",
    "ask",
    "ask_instead",
    "bring_templates",
    "change_access",
    "change_by_hand",
    "change_note",
    "change_rule",
    "change_steps",
    "change_template",
    "create_round",
    "declare_conflict",
    "decline_assignment",
    "drop_scenario",
    "give_extension",
    "keep_apart",
    "let_meet",
    "lift_ruling",
    "loosen",
    "make_again",
    "make_proposal",
    "make_template",
    "plan_assignment",
    "propose",
    "publish_round",
    "remove_conflict",
    "remove_rule",
    "remove_template",
    "rule_pair",
    "save_matching",
    "save_readings",
    "save_terms",
    "save_wish",
    "say_wishes",
    "send_invitations",
    "tie_plan",
    "untie_plan",
    "withdraw_assignment",
]
