"""What the giver of advice is told when it changed a plan."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.channels import Channel
from notifications.kinds import Kind, Rows, register
from people.models import Person
from reviews.models import Recommendation


def _advice_url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reviews:recommendation-detail", args=[subject_id])


def _advice(person: Person) -> Rows:
    return Recommendation.objects.given().visible_to(person)


CHANGED = register(
    Kind(
        key="reviews.changed",
        title=_("A plan changed because of your advice"),
        line=_("%(region)s changed %(plan)s because of your advice."),
        why=_("because you gave this advice"),
        action=_("See what changed"),
        url=_advice_url,
        seen=_advice,
        channel=Channel.DAILY,
    )
)
