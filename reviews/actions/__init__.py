"""Every write of reviews and what follows from them."""

from reviews.actions.advice import propose_answer, respond, withdraw_recommendation
from reviews.actions.attaching import attach_file, remove_file
from reviews.actions.building import (
    begin_draft,
    change_draft,
    discard_draft,
    new_form,
    publish_draft,
)
from reviews.actions.catching import confirm_caught, drop_caught, reword_caught, take_over
from reviews.actions.citing import cite, cite_below
from reviews.actions.commitments import (
    add_evidence,
    change_commitment,
    commit,
    remove_evidence,
    report_progress,
)
from reviews.actions.drafts import Saved, save_answers
from reviews.actions.feedback import give_feedback
from reviews.actions.freezing import freeze_advice
from reviews.actions.linking import keep_links, stamp_links
from reviews.actions.merging import merge_recommendations, unmerge_recommendation
from reviews.actions.moving import move_drafts
from reviews.actions.publishing import choose_form, load_forms, publish_form
from reviews.actions.questions import give_opinion, set_outcome
from reviews.actions.sharing import invite_co_writer, remove_co_writer
from reviews.actions.signing import save_minority, sign
from reviews.actions.submitting import reopen_review, submit_review, withdraw_review

__all__ = [
    "Saved",
    "add_evidence",
    "attach_file",
    "begin_draft",
    "change_commitment",
    "change_draft",
    "choose_form",
    "cite",
    "cite_below",
    "commit",
    "confirm_caught",
    "discard_draft",
    "drop_caught",
    "freeze_advice",
    "give_feedback",
    "give_opinion",
    "invite_co_writer",
    "keep_links",
    "load_forms",
    "merge_recommendations",
    "move_drafts",
    "new_form",
    "propose_answer",
    "publish_draft",
    "publish_form",
    "remove_co_writer",
    "remove_evidence",
    "remove_file",
    "reopen_review",
    "report_progress",
    "respond",
    "reword_caught",
    "save_answers",
    "save_minority",
    "set_outcome",
    "sign",
    "stamp_links",
    "submit_review",
    "take_over",
    "unmerge_recommendation",
    "withdraw_recommendation",
    "withdraw_review",
]
