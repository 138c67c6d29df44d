"""What people fill in about rounds."""

from sessions.forms.assignments import (
    AnswerForm,
    CandidateForm,
    ExtraFriendForm,
    NoteForm,
    WithdrawForm,
)
from sessions.forms.conflicts import ConflictForm
from sessions.forms.extensions import ExtensionForm
from sessions.forms.planning import MoveForm, PlanForm
from sessions.forms.rounds import RoundForm, StepsForm

__all__ = [
    "AnswerForm",
    "CandidateForm",
    "ConflictForm",
    "ExtensionForm",
    "ExtraFriendForm",
    "MoveForm",
    "NoteForm",
    "PlanForm",
    "RoundForm",
    "StepsForm",
    "WithdrawForm",
]
