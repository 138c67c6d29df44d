"""What people are told about writing together, and about what a region did with a review."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.channels import Channel
from notifications.kinds import Kind, Rows, register
from people.models import Person
from reviews.models import CoWriter, Outcome, Review, ReviewState


def _review_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:review-detail", args=[subject_id])


def _along(person: Person) -> Rows:
    """Those drafts in which the person still writes along."""
    rows = CoWriter.objects.at_work().filter(person=person, review__state=ReviewState.DRAFT)
    return Review.objects.filter(pk__in=rows.values("review"))


def _held(person: Person) -> Rows:
    return Review.objects.filter(author=person)


def _reviews(person: Person) -> Rows:
    return Review.objects.submitted().visible_to(person)


def _outcome_url(_subject_id: int, context: dict[str, Any]) -> str:
    return reverse("reviews:plan-questions", args=[context["round_plan"]])


def _outcomes(person: Person) -> Rows:
    return Outcome.objects.visible_to(person)


INVITED = register(
    Kind(
        key="reviews.invited_along",
        title=_("You are asked to write along"),
        line=_("%(who)s asks you to write along in the review of %(plan)s."),
        why=_("because a reviewer wants to write this review together with you"),
        action=_("Write along"),
        url=_review_url,
        seen=_along,
        asks=True,
    )
)
LEFT = register(
    Kind(
        key="reviews.left_review",
        title=_("Somebody no longer writes along"),
        line=_("%(who)s no longer writes along in your review of %(plan)s."),
        why=_("because you write this review together"),
        action=_("Open the review"),
        url=_review_url,
        seen=_held,
        mail=False,
    )
)
SIGNED = register(
    Kind(
        key="reviews.signed",
        title=_("A co-writer signs"),
        line=_("%(who)s signed the review of %(plan)s."),
        why=_("because you write this review together"),
        action=_("Open the review"),
        url=_review_url,
        seen=_held,
        mail=False,
    )
)
TOGETHER = register(
    Kind(
        key="reviews.handed_in_together",
        title=_("A review that you wrote along is handed in"),
        line=_("%(who)s handed in the review of %(plan)s that you wrote together."),
        why=_("because you wrote along in this review"),
        action=_("Read the review"),
        url=_review_url,
        seen=_reviews,
        mail=False,
    )
)
OUTCOME = register(
    Kind(
        key="reviews.outcome",
        title=_("A region says what it did with your answer"),
        line=_("%(region)s says what it did with the answers to its question on %(plan)s."),
        why=_("because you answered this question"),
        action=_("See what they did"),
        url=_outcome_url,
        seen=_outcomes,
        channel=Channel.DAILY,
    )
)
FEEDBACK = register(
    Kind(
        key="reviews.feedback",
        title=_("A region says what helped"),
        line=_("%(region)s says what helped in your review of %(plan)s."),
        why=_("because you wrote this review"),
        action=_("Read what helped"),
        url=_review_url,
        seen=_reviews,
        channel=Channel.DAILY,
    )
)
