"""A passage that stands elsewhere by now, perhaps with other words. Pure."""

from discussion.anchoring import thresholds
from discussion.anchoring.comparing import Candidate, Versions
from discussion.anchoring.texts import Span


def elsewhere(versions: Versions, context: Span) -> Candidate | None:
    """The sentences that are most like the passage, if they are like it and were not there before."""
    found = sorted(versions.most_alike(context), key=lambda pair: (-pair[0], pair[1].first))
    if not found or found[0][0] < thresholds.ALIKE:
        return None
    best, span = found[0]
    if versions.was_there(context, span):
        return None
    following = next((alike for alike, other in found if not other.meets(span)), 0.0)
    distinct = versions.old.count(context) >= thresholds.DISTINCT
    sure = distinct and best - following >= thresholds.APART
    return Candidate(span, best, "sentence", sure=sure)
