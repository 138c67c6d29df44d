"""Minutes with what participants say of them, for one reader."""

from dataclasses import dataclass

from core.diff import Part, diff
from people.models import Person
from sessions.models import Approval, Correction, CorrectionState, Minutes, MinutesVersion, Sitting
from sessions.rules_sitting import Seat, seat_of


@dataclass(frozen=True)
class MinutesPage:
    """The minutes, their history and their corrections."""

    minutes: Minutes
    seat: Seat
    versions: list[MinutesVersion]
    corrections: list[Correction]
    approvals: list[Approval]
    own_approval: Approval | None

    @property
    def is_final(self) -> bool:
        """Whether nothing changes any more."""
        return self.minutes.final_at is not None

    @property
    def waiting(self) -> list[Correction]:
        """Corrections that wait for an answer."""
        return [row for row in self.corrections if row.state == CorrectionState.OPEN]

    @property
    def settled(self) -> list[Correction]:
        """Corrections that were answered."""
        return [row for row in self.corrections if row.state != CorrectionState.OPEN]

    @property
    def may_agree(self) -> bool:
        """Whether the reader is invited and did not agree with this text yet."""
        if self.is_final or self.seat.attendance is None:
            return False
        own = self.own_approval
        return own is None or own.revision != self.minutes.revision


def minutes_page(sitting: Sitting, person: Person) -> MinutesPage | None:
    """Everything about the minutes of a sitting; nothing while there are none. Five queries."""
    minutes = Minutes.objects.filter(sitting=sitting).select_related("final_by").first()
    if minutes is None:
        return None
    approvals = list(minutes.approvals.select_related("person").order_by("person__name"))
    corrections = minutes.corrections.select_related("person", "settled_by")
    return MinutesPage(
        minutes=minutes,
        seat=seat_of(person, sitting),
        versions=list(minutes.versions.select_related("saved_by")),
        corrections=list(corrections),
        approvals=[row for row in approvals if row.revision == minutes.revision],
        own_approval=next((row for row in approvals if row.person_id == person.pk), None),
    )


def difference(minutes: Minutes, number: int) -> list[Part] | None:
    """What changed in one version against the one before; nothing without these two."""
    texts = dict(
        MinutesVersion.objects.filter(minutes=minutes, number__in=[number - 1, number]).values_list(
            "number", "body"
        )
    )
    if len(texts) != 2:
        return None
    return list(diff(texts[number - 1], texts[number]))
