"""What changed in plans since somebody reviewed them."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from people.queries import Visitor
from plans.hooks import Pointer
from plans.models import Dossier, Version
from reviews.models import Review


@dataclass(frozen=True)
class Since:
    """A review is about an older version than the newest that its reader may read."""

    dossier_id: int
    reviewed: int  # number of the version that the review is about
    newest: int

    @property
    def url(self) -> str:
        """What changed between the two."""
        page = reverse("plans:version-diff", args=[self.dossier_id, self.newest])
        return f"{page}?{urlencode({'old': self.reviewed})}"


def since_my_reviews(person: Person, dossier_ids: Collection[int]) -> dict[int, Since]:
    """By dossier, what the newest review of this person is older than: two queries."""
    rows = Review.objects.submitted().filter(author=person, version__dossier__in=dossier_ids)
    reviewed: dict[int, int] = {}
    for dossier, number in rows.values_list("version__dossier", "version__number"):
        reviewed[dossier] = max(number, reviewed.get(dossier, 0))
    return _newer(person, reviewed) if reviewed else {}


def since_review(review: Review, person: Person) -> Since | None:
    """The same of one review, for whoever reads it: one query."""
    dossier = review.version.dossier_id
    return _newer(person, {dossier: review.version.number}).get(dossier)


def _newer(person: Person, reviewed: dict[int, int]) -> dict[int, Since]:
    """Those of which the person reads a newer version, and the reviewed one too."""
    rows = Version.objects.visible_to(person).filter(dossier__in=list(reviewed)).order_by()
    numbers: dict[int, set[int]] = {}
    for dossier, number in rows.values_list("dossier", "number"):
        numbers.setdefault(dossier, set()).add(number)
    return {
        dossier: Since(dossier, number, max(numbers[dossier]))
        for dossier, number in reviewed.items()
        if number in numbers.get(dossier, ()) and max(numbers[dossier]) > number
    }


def pointers_since(person: Visitor, dossier: Dossier) -> list[Pointer]:
    """On the plan's page, for who reviewed an older version."""
    if not isinstance(person, Person):
        return []
    found = since_my_reviews(person, [dossier.pk]).get(dossier.pk)
    if found is None:
        return []
    words = _("You reviewed version %(old)d. Version %(new)d now applies.")
    text = words % {"old": found.reviewed, "new": found.newest}
    return [Pointer(text, _("See what changed since your review"), found.url)]
