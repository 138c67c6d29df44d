"""A review that several people write: who writes along, who signed what, and who sees it differently."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from reviews.models import CoWriter, Review


class Signature(StrEnum):
    """Whether a co-writer stands behind the text as it is now."""

    SIGNED = "signed"
    STALE = "stale"  # signed an earlier text
    OPEN = "open"


@dataclass(frozen=True)
class Seat:
    """One who writes along."""

    row: CoWriter
    signature: Signature

    @property
    def words(self) -> str:
        """The signature in words."""
        return {
            Signature.SIGNED: _("signed"),
            Signature.STALE: _("signed an earlier text"),
            Signature.OPEN: _("did not sign"),
        }[self.signature]

    @property
    def tone(self) -> str:
        """Meaning of the colour; never bad: nobody has to sign."""
        return {Signature.SIGNED: "good", Signature.STALE: "warning"}.get(self.signature, "neutral")


@dataclass(frozen=True)
class Together:
    """Everybody who writes in one review besides its holder."""

    seats: list[Seat] = field(default_factory=list)
    views: list[CoWriter] = field(default_factory=list)  # minority views, also of who left

    def __bool__(self) -> bool:
        return bool(self.seats or self.views)

    def seat_of(self, person_id: int) -> Seat | None:
        """The place of one person."""
        return next((seat for seat in self.seats if seat.row.person_id == person_id), None)

    @property
    def names(self) -> str:
        """Who they are, for a sentence."""
        return ", ".join(seat.row.person.name for seat in self.seats)

    @property
    def all_signed(self) -> bool:
        """Whether everybody stands behind the text."""
        return all(seat.signature == Signature.SIGNED for seat in self.seats)

    def with_writers(self, readers: str) -> str:
        """Who reads the review once it is in, with those who wrote it."""
        if not self.seats:
            return readers
        return _("who wrote it together; %(readers)s") % {"readers": readers}

    @property
    def who_drafts(self) -> str:
        """Who reads the draft, for the sentence under it."""
        if not self.seats:
            return _("only you, until you hand it in")
        return _("only who writes this review, until it is handed in")


def signature_of(row: CoWriter, revision: int) -> Signature:
    """What a signature is worth when the text is at this revision."""
    if row.signed_revision is None:
        return Signature.OPEN
    return Signature.SIGNED if row.signed_revision == revision else Signature.STALE


def together_of(review: Review | None) -> Together:
    """Who writes along now, and every view that was written: two queries."""
    if review is None:
        return Together()
    rows = list(review.co_writers.select_related("person__organisation"))
    here = CoWriter.objects.present().filter(review=review)
    present = set(here.values_list("pk", flat=True)) if rows else set()
    seats = [Seat(row, signature_of(row, review.revision)) for row in rows if row.pk in present]
    return Together(seats, [row for row in rows if row.minority_html])
