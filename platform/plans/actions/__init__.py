"""Every write of plans."""

from plans.actions.attachments import add_attachment, remove_attachment
from plans.actions.dossiers import create_dossier, save_head
from plans.actions.level import change_level
from plans.actions.questions import add_question, drop_question, move_question, save_question
from plans.actions.sections import save_section
from plans.actions.submit import submit_plan

__all__ = [
    "add_attachment",
    "add_question",
    "change_level",
    "create_dossier",
    "drop_question",
    "move_question",
    "remove_attachment",
    "save_head",
    "save_question",
    "save_section",
    "submit_plan",
]
