"""What changed at one line of a frozen list after it was frozen, in words. No database."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from reviews.difference import claim_in_words


@dataclass(frozen=True)
class Then:
    """What stood on the list when it was frozen."""

    at: datetime
    claim: str
    revision: int


@dataclass(frozen=True)
class Now:
    """What stands there today, as far as the reader may see it; moments of the last change."""

    claim: str
    revision: int
    answered_at: datetime | None = None
    promised_at: datetime | None = None
    reported_at: datetime | None = None
    shown_at: datetime | None = None  # the last evidence
    merged: bool = False


def late_changes(then: Then, today: Now) -> tuple[str, ...]:
    """A few words for each thing that changed since the opening; none when nothing did."""

    def later(moment: datetime | None) -> bool:
        return moment is not None and moment > then.at

    told = [
        (today.merged, _("merged with other advice")),
        (today.revision != then.revision, _("the advice was reworded")),
        (later(today.answered_at), _("the region answered")),
        (later(today.promised_at), _("a commitment was made")),
        (later(today.reported_at), _("progress was reported")),
        (later(today.shown_at), _("evidence was added")),
    ]
    changes = [words for happened, words in told if happened]
    if today.claim != then.claim:
        changes.append(
            _("the region reported “%(then)s” and now “%(now)s”")
            % {"then": claim_in_words(then.claim), "now": claim_in_words(today.claim)}
        )
    return tuple(changes)
