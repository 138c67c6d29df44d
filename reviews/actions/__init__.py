"""Every write of reviews and what follows from them."""

from reviews.actions.advice import respond, withdraw_recommendation
from reviews.actions.commitments import add_evidence, change_commitment, commit, report_progress
from reviews.actions.drafts import Saved, save_answers
from reviews.actions.publishing import choose_form, load_forms, publish_form
from reviews.actions.submitting import reopen_review, submit_review, withdraw_review

__all__ = [
    "Saved",
    "add_evidence",
    "change_commitment",
    "choose_form",
    "commit",
    "load_forms",
    "publish_form",
    "reopen_review",
    "report_progress",
    "respond",
    "save_answers",
    "submit_review",
    "withdraw_recommendation",
    "withdraw_review",
]
