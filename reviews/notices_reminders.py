"""The reminders of reviews, answers and promises: each is asked again whether it is still to be done."""

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Context, Kind, Rows, register
from people.models import Person
from reviews.queries.work import (
    plan_reminders_that_matter,
    review_reminders_that_matter,
    unanswered,
    unreported,
)
from sessions.notices.reminders import reminder_in_words, reminders_of


def _reviews(person: Person) -> Rows:
    """Those about reviews that the person did not hand in yet."""
    return review_reminders_that_matter(reminders_of(person), person)


def _answers(person: Person) -> Rows:
    """Those about plans of the own region with advice that waits for an answer."""
    owes = Q(unanswered(OuterRef("pk")))
    return plan_reminders_that_matter(reminders_of(person), person, owes)


def _progress(person: Person) -> Rows:
    """Those about plans of the own region with a promise that nobody reported on in this step."""
    since = OuterRef(OuterRef("step__opens_at"))
    owes = Q(unreported(OuterRef("dossier_id"), since))
    return plan_reminders_that_matter(reminders_of(person), person, owes)


def _write_url(_subject_id: int, context: Context) -> str:
    return reverse("reviews:review-write", args=[context["assignment"]])


def _dossier_url(_subject_id: int, context: Context) -> str:
    return reverse("reviews:dossier-follow-up", args=[context["dossier"]])


DUE = register(
    Kind(
        key="reviews.due",
        title=_("Reminder: a review is due soon"),
        line=_("Your review of the plan of %(region)s, %(plan)s, is due on %(due)s."),
        words=reminder_in_words,
        why=_("because you said that you review this plan"),
        action=_("Write the review"),
        url=_write_url,
        seen=_reviews,
    )
)
LATE = register(
    Kind(
        key="reviews.late",
        title=_("Reminder: a review is late"),
        line=_(
            "Your review of the plan of %(region)s, %(plan)s, was due on %(due)s. It is still taken"
            " until %(closes)s."
        ),
        words=reminder_in_words,
        why=_("because you said that you review this plan"),
        action=_("Write the review"),
        url=_write_url,
        seen=_reviews,
    )
)
ANSWER_DUE = register(
    Kind(
        key="reviews.answer-due",
        title=_("Reminder: an answer to advice is due soon"),
        line=_("The answer of %(region)s to the advice in the %(name)s is due on %(due)s."),
        words=reminder_in_words,
        why=_("because you are in the team of this region"),
        action=_("Answer the advice"),
        url=_dossier_url,
        seen=_answers,
    )
)
ANSWER_LATE = register(
    Kind(
        key="reviews.answer-late",
        title=_("Reminder: an answer to advice is late"),
        line=_(
            "The answer of %(region)s to the advice in the %(name)s was due on %(due)s. It is still"
            " taken until %(closes)s."
        ),
        words=reminder_in_words,
        why=_("because you are in the team of this region"),
        action=_("Answer the advice"),
        url=_dossier_url,
        seen=_answers,
    )
)
PROGRESS_DUE = register(
    Kind(
        key="reviews.progress-due",
        title=_("Reminder: say how your promises go"),
        line=_("Report before %(due)s how the promises of %(region)s go."),
        words=reminder_in_words,
        why=_("because you are in the team of this region"),
        action=_("Report progress"),
        url=_dossier_url,
        seen=_progress,
    )
)
