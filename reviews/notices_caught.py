"""What people are told of advice that was caught in a sitting: it waits, it is given, it is dropped."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind, Rows, register
from people.models import Person
from reviews.models import Recommendation


def _draft_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:caught-detail", args=[subject_id])


def _advice_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:recommendation-detail", args=[subject_id])


def _waits(person: Person) -> Rows:
    return Recommendation.objects.drafts().own_of_a_sitting(person)


def _dropped(person: Person) -> Rows:
    rows = Recommendation.objects.exclude(dropped_by=None)
    return rows.own_of_a_sitting(person)


def _given(person: Person) -> Rows:
    return Recommendation.objects.given().visible_to(person)


CAUGHT = register(
    Kind(
        key="reviews.caught",
        title=_("Your advice from a sitting waits for you"),
        line=_(
            "Your advice to %(region)s was caught in the sitting. "
            "Read it over and confirm it: then the region answers it."
        ),
        why=_("because you gave this advice in a sitting"),
        action=_("Read your advice"),
        url=_draft_url,
        seen=_waits,
    )
)
CONFIRMED = register(
    Kind(
        key="reviews.caught_confirmed",
        title=_("Your advice from a sitting is given"),
        line=_("A facilitator confirmed your advice to %(region)s from the sitting."),
        why=_("because you gave this advice in a sitting"),
        action=_("Read your advice"),
        url=_advice_url,
        seen=_given,
    )
)
GIVEN = register(
    Kind(
        key="reviews.caught_given",
        title=_("Advice from a sitting on your plan"),
        line=_(
            "Advice that was spoken in the sitting on %(plan)s is given now. You can answer it."
        ),
        why=_("because you are in the region's team"),
        action=_("Read the advice"),
        url=_advice_url,
        seen=_given,
    )
)
DROPPED = register(
    Kind(
        key="reviews.caught_dropped",
        title=_("Advice from a sitting is dropped"),
        line=_("Advice to %(region)s that was caught in a sitting is dropped, with the reason."),
        why=_("because you gave this advice or run the round"),
        action=_("Read the reason"),
        url=_draft_url,
        seen=_dropped,
        mail=False,
    )
)
