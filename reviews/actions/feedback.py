"""What of a review helped the region, in one line."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import changed, record
from core.clock import now
from people.models import Person
from reviews.actions.telling_together import tell_feedback
from reviews.errors import EditionEnded, NotAllowed, RowChanged
from reviews.models import Feedback, Review
from reviews.queries.over import is_over


@transaction.atomic
def give_feedback(*, review: Review, by: Person, helped: str, seen: int) -> Feedback:
    """Tell the reviewer what helped; one line a review, which anybody of the team may reword.

    `seen` is the revision that the writer had before the eyes, zero for none. Raises RowChanged.
    """
    review = (
        Review.objects.select_for_update(of=("self",))
        .visible_to(by)
        .submitted()
        .select_related(
            "author", "version", "round_plan__round__edition", "round_plan__dossier__region"
        )
        .get(pk=review.pk)
    )
    if not by.has_perm("reviews.give_feedback", review):
        raise NotAllowed(
            _("The team of %(region)s says what helped.")
            % {"region": review.round_plan.dossier.region.name}
        )
    if is_over(review.round_plan.round.edition):
        raise EditionEnded
    helped = " ".join(helped.split())
    if not helped:
        raise NotAllowed(_("Write in one line what helped."))
    known = Feedback.objects.filter(review=review).first()
    changes = changed(known, {"helped": helped}) if known else {"helped": (None, helped)}
    if known and not changes:
        return known
    if (known.revision if known else 0) != seen:
        raise RowChanged
    feedback = known or Feedback(review=review, revision=0)
    feedback.helped, feedback.given_at, feedback.given_by = helped, now(), by
    feedback.revision += 1
    feedback.save()
    region = review.round_plan.dossier.region_id
    record("review.helped", by=by, target=review, region_id=region)
    tell_feedback(feedback, by=by)
    return feedback
