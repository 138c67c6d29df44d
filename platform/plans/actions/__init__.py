"""Every write of plans."""

from plans.actions.attachments import add_attachment, remove_attachment
from plans.actions.dossiers import create_dossier, save_head
from plans.actions.level import change_level
from plans.actions.passages import attach_passage, place_passages, start_passage
from plans.actions.questions import add_question, drop_question, move_question, save_question
from plans.actions.sections import save_section
from plans.actions.submit import submit_plan
from plans.actions.suggestions import accept_suggestion, decline_suggestion

__all__ = [
    "accept_suggestion",
    "add_attachment",
    "add_question",
    "attach_passage",
    "change_level",
    "create_dossier",
    "decline_suggestion",
    "drop_question",
    "move_question",
    "place_passages",
    "remove_attachment",
    "save_head",
    "save_question",
    "save_section",
    "start_passage",
    "submit_plan",
]
