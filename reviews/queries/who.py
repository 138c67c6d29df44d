"""Who reads a review, in one plain sentence."""

from django.utils.translation import gettext as _

from people.levels import Level, narrowest
from reviews.models import Review
from sessions.models import RoundPlan


def who_reads(review: Review) -> str:
    """The sentence under a review."""
    return who_will_read(review.level, review.round_plan)


def who_will_read(level: str, plan: RoundPlan) -> str:
    """Who reads a review of this plan at this level, once it is handed in."""
    region = plan.dossier.region.name
    level = narrowest(level or Level.SESSION, plan.dossier.level)
    words = {
        Level.PARTICIPANTS: _(
            "from the sitting on: all regions, critical friends, researchers and facilitators of this edition"
        ),
        Level.NETWORK: _("from the sitting on: everybody with an account in this edition"),
    }
    session = _(
        "the facilitators, reviewers of this plan who handed in theirs, and from the sitting on the team of %(region)s"
    )
    return words.get(level, session % {"region": region})
