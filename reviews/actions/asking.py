"""Clarifying questions of a review as threads, so that the region can answer them one by one."""

import logging
from uuid import UUID, uuid5

from django.db import transaction

from core.text import excerpt
from discussion.actions import start_thread
from discussion.errors import Refused
from discussion.models import PostKind
from people.levels import Level
from reviews.checks import Values, is_empty
from reviews.controls import Sheet
from reviews.models import Review
from reviews.schema import Kind

logger = logging.getLogger(__name__)
OURS = UUID("8d5be5a8-5fd6-4d0c-9a43-6f5f3d1ad1c3")  # names space for keys of these threads
TITLE = 120


def ask_questions(review: Review, sheet: Sheet, values: Values) -> None:
    """One thread a question, once: the same question handed in again starts no second one.

    A thread that is refused, as by the limit on posts, does not stop the review: the question
    stands in it as well.
    """
    for block in sheet.blocks():
        if block.field.kind != Kind.CLARIFYING_QUESTIONS:
            continue
        for control in block.controls:
            question = values.get(control.key)
            if is_empty(question):
                continue
            try:
                with transaction.atomic():
                    _ask(review, control.key, str(question))
            except Refused as error:
                logger.warning(
                    "question not started",
                    extra={"review": review.pk, "error": type(error).__name__},
                )


def _ask(review: Review, key: str, question: str) -> None:
    start_thread(
        kind="review",
        target_id=review.pk,
        title=excerpt(question, TITLE),
        level=Level.SESSION,
        by=review.author,
        key=uuid5(OURS, f"{review.pk}:{key}:{question}"),
        body=question,
        post_kind=PostKind.CLARIFYING,
    )
