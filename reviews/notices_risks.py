"""What facilitators tell people with one click about reviews and advice at risk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind, Rows, register
from people.models import Person
from plans.models import Dossier
from reviews.models import Recommendation
from sessions.models import Assignment, AssignmentState, RoundPlan
from sessions.notices import round_in_words


def _tasks(person: Person) -> Rows:
    """Those reviews that the person said yes to, and did not hand in."""
    rows = Assignment.objects.active().filter(person=person, state=AssignmentState.ACCEPTED)
    return rows.exclude(review__state="submitted")


def _plans(person: Person) -> Rows:
    return RoundPlan.objects.visible_to(person)


def _dossiers(person: Person) -> Rows:
    return Dossier.objects.visible_to(person)


def _unowned(person: Person) -> Rows:
    """Advice for which nobody made a commitment yet."""
    rows = Recommendation.objects.current().visible_to(person)
    return rows.filter(commitments=None)


def _write_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:review-write", args=[subject_id])


def _follow_up_url(_subject_id: int, context: dict[str, Any]) -> str:
    return reverse("reviews:dossier-follow-up", args=[context["dossier"]])


def _advice_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:recommendation-detail", args=[subject_id])


REVIEW_WANTED = register(
    Kind(
        key="reviews.review-wanted",
        title=_("A facilitator reminds you of a review"),
        line=_("Your review of the plan of %(region)s is due on %(due)s."),
        words=round_in_words,
        why=_("because you said yes to this review"),
        action=_("Write the review"),
        url=_write_url,
        seen=_tasks,
    )
)
QUESTION_OPEN = register(
    Kind(
        key="reviews.question-open",
        title=_("A facilitator points at a question that no review answers"),
        line=_("Question %(number)s of %(region)s has no answer yet. Can you say something on it?"),
        why=_("because you review this plan"),
        action=_("Write the review"),
        url=_write_url,
        seen=_tasks,
    )
)
ANSWER_WANTED = register(
    Kind(
        key="reviews.answer-wanted",
        title=_("A facilitator asks for your answer to advice"),
        line=_("Advice on %(plan)s waits for the answer of your region."),
        why=_("because you are in the team of the region that got the advice"),
        action=_("Answer the advice"),
        url=_follow_up_url,
        seen=_plans,
    )
)
OWNER_WANTED = register(
    Kind(
        key="reviews.owner-wanted",
        title=_("A facilitator asks who takes up advice"),
        line=_("Your region takes over advice on %(plan)s. Who does it, and by when?"),
        why=_("because you are in the team of the region that got the advice"),
        action=_("Make a commitment"),
        url=_advice_url,
        seen=_unowned,
    )
)
PROMISE_ASKED = register(
    Kind(
        key="reviews.promise-asked",
        title=_("A facilitator asks after a commitment"),
        line=_("How is it with the commitments of %(region)s on %(plan)s?"),
        why=_("because you are in the team of the region that made the commitment"),
        action=_("Report progress"),
        url=_follow_up_url,
        seen=_dossiers,
    )
)
