"""What people are told about reviews and what follows; each is asked again whether its reader may see it."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.channels import Channel
from notifications.kinds import Kind, Rows, register, register_group
from people.models import Person
from people.queries import standing
from reviews.models import Commitment, Recommendation, Review, Verification
from sessions.models import Assignment


def _review_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:review-detail", args=[subject_id])


def _reviews(person: Person) -> Rows:
    return Review.objects.submitted().visible_to(person)


def _opened_again(person: Person) -> Rows:
    # The text is hidden again; who runs the edition may know that it was opened.
    here = standing(person)
    run = {edition for edition in here.editions() if here.may("forms.edit", edition)}
    return Review.objects.filter(round_plan__round__edition__in=run)


def _round_url(_subject_id: int, context: dict[str, Any]) -> str:
    return reverse("sessions:round-detail", args=[context["round"]])


def _advice_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:recommendation-detail", args=[subject_id])


def _dossier_url(_subject_id: int, context: dict[str, Any]) -> str:
    return reverse("reviews:dossier-follow-up", args=[context["dossier"]])


def _advice(person: Person) -> Rows:
    return Recommendation.objects.given().visible_to(person)


def _promise_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:commitment-detail", args=[subject_id])


def _promises(person: Person) -> Rows:
    return Commitment.objects.visible_to(person)


def _judged(person: Person) -> Rows:
    reviews = Review.objects.submitted().visible_to(person)
    judged = Verification.objects.filter(review__in=reviews).values("recommendation")
    advice = Recommendation.objects.given().visible_to(person)
    return advice.filter(pk__in=judged)


register_group("reviews", _("Reviews and what follows from them"))
SUBMITTED = register(
    Kind(
        key="reviews.submitted",
        title=_("A review is handed in"),
        line=_("%(who)s handed in a review of %(plan)s."),
        why=_("because you are in the region's team or run the round"),
        action=_("Read the review"),
        url=_review_url,
        seen=_reviews,
    )
)
REOPENED = register(
    Kind(
        key="reviews.reopened",
        title=_("A review is opened again"),
        line=_("%(who)s opened the review of %(plan)s again."),
        why=_("because you run the round"),
        action=_("Open the round"),
        url=_round_url,
        seen=_opened_again,
        mail=False,
    )
)
ANSWERED = register(
    Kind(
        key="reviews.answered",
        title=_("A region answers your advice"),
        line=_("%(region)s answered your advice on %(plan)s."),
        why=_("because you gave this advice"),
        action=_("Read the answer"),
        url=_advice_url,
        seen=_advice,
        channel=Channel.DAILY,
    )
)
PROMISED = register(
    Kind(
        key="reviews.promised",
        title=_("A region makes a commitment"),
        line=_("%(region)s made a commitment on your advice on %(plan)s."),
        why=_("because you gave this advice"),
        action=_("Read the commitment"),
        url=_promise_url,
        seen=_promises,
        channel=Channel.DAILY,
    )
)
DONE = register(
    Kind(
        key="reviews.done",
        title=_("A commitment is kept"),
        line=_("%(region)s reports that it kept a commitment on your advice on %(plan)s."),
        why=_("because you gave this advice"),
        action=_("See what was done"),
        url=_promise_url,
        seen=_promises,
        channel=Channel.DAILY,
    )
)
JUDGED = register(
    Kind(
        key="reviews.judged",
        title=_("The follow-up is judged"),
        line=_("%(who)s says whether the follow-up of advice on %(plan)s is recognised."),
        why=_("because you are in the region's team"),
        action=_("Read the judgement"),
        url=_advice_url,
        seen=_judged,
        channel=Channel.DAILY,
    )
)
MERGED = register(
    Kind(
        key="reviews.merged",
        title=_("Your advice is merged"),
        line=_(
            "Your advice was merged with advice that says the same. Your own words stay as they are."
        ),
        why=_("because you gave this advice"),
        action=_("Read the merged advice"),
        url=_advice_url,
        seen=_advice,
        channel=Channel.DAILY,
    )
)
MERGED_FOR_US = register(
    Kind(
        key="reviews.merged_for_us",
        title=_("Advice on your plan is merged"),
        line=_("Advice on your plan that says the same was merged. You answer it once."),
        why=_("because you are in the region's team"),
        action=_("Read the merged advice"),
        url=_advice_url,
        seen=_advice,
        mail=False,
    )
)
UNMERGED = register(
    Kind(
        key="reviews.unmerged",
        title=_("Your advice stands alone again"),
        line=_("Your advice is no longer merged with other advice. It stands alone again."),
        why=_("because you gave this advice"),
        action=_("Read your advice"),
        url=_advice_url,
        seen=_advice,
        channel=Channel.DAILY,
    )
)
UNMERGED_FOR_US = register(
    Kind(
        key="reviews.unmerged_for_us",
        title=_("A merge of advice is undone"),
        line=_("Advice that was merged stands alone again. Each is answered by itself."),
        why=_("because you are in the region's team or run the round"),
        action=_("Look at the advice"),
        url=_dossier_url,
        seen=_advice,
        mail=False,
    )
)


def _task_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:review-write", args=[subject_id])


def _tasks(person: Person) -> Rows:
    return Assignment.objects.filter(
        Q(person=person) | Q(review__co_writers__person=person, review__co_writers__left_at=None)
    ).distinct()


MOVED = register(
    Kind(
        key="reviews.moved",
        title=_("Your draft is on another form"),
        line=_("Your draft review of %(plan)s is now on %(form)s. Nothing that you wrote is lost."),
        why=_("because you write this review"),
        action=_("Look at your draft"),
        url=_task_url,
        seen=_tasks,
    )
)
