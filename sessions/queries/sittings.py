"""Lists of sittings: of a round, and one's own."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from people.models import Person
from people.queries import Visitor
from sessions.models import Attendance, AttendanceState, DatePoll, Round, Sitting, SittingState

TONES = {
    SittingState.PLANNED: "neutral",
    SittingState.OPEN: "turn",
    SittingState.ENDED: "info",
    SittingState.CLOSED: "good",
    SittingState.CANCELLED: "neutral",
}


def when_in_words(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """Day and hours as Amsterdam's clocks show them."""
    if starts_at is None or ends_at is None:
        return _("Moment still to be chosen")
    here, there = clock.local(starts_at), clock.local(ends_at)
    words = {
        "day": date_format(here, "l j F Y"),
        "from": date_format(here, "G:i"),
        "to": date_format(there, "G:i"),
    }
    return _("%(day)s, %(from)s to %(to)s") % words


@dataclass(frozen=True)
class SittingLine:
    """One sitting in a list, as one reader sees it."""

    sitting: Sitting
    mine: Attendance | None
    coming: int
    polled: bool

    @property
    def when(self) -> str:
        """Its moment in words."""
        return when_in_words(self.sitting.starts_at, self.sitting.ends_at)

    @property
    def tone(self) -> str:
        """The meaning of its colour."""
        return TONES[SittingState(self.sitting.state)]

    @property
    def asks(self) -> bool:
        """Whether the reader still has to say something."""
        planned = self.sitting.state == SittingState.PLANNED
        return planned and self.mine is not None and self.mine.state == AttendanceState.INVITED


def sittings_for(person: Visitor) -> QuerySet[Sitting]:
    """Those that the person may know of, with all that names them."""
    return Sitting.objects.visible_to(person).select_related(
        "round__edition", "round_plan__dossier__region", "round_plan__version", "region",
        "facilitator",
    )  # fmt: skip


def sitting_lines(rows: QuerySet[Sitting], person: Person) -> list[SittingLine]:
    """Sittings as a reader sees them in a list: two queries."""
    own = Attendance.objects.standing().filter(person=person)
    open_polls = DatePoll.objects.filter(sitting=OuterRef("pk"), closed_at=None)
    come = Count("attendances", filter=Q(attendances__state=AttendanceState.COMING), distinct=True)
    found = rows.annotate(coming_count=come, is_polled=Exists(open_polls)).prefetch_related(
        Prefetch("attendances", queryset=own, to_attr="mine")
    )
    return [
        SittingLine(row, row.mine[0] if row.mine else None, row.coming_count, row.is_polled)
        for row in found
    ]


def round_sittings(round_: Round, person: Person) -> list[SittingLine]:
    """The sittings of a round that the reader may know of."""
    return sitting_lines(sittings_for(person).filter(round=round_), person)


@dataclass(frozen=True)
class MySittings:
    """One's own sittings: those to come and those that were."""

    coming: list[SittingLine]
    past: list[SittingLine]


def my_sittings(person: Person) -> MySittings:
    """To which one is invited, and those one leads."""
    own = Attendance.objects.standing().filter(person=person).values("sitting_id")
    rows = sittings_for(person).filter(Q(pk__in=own) | Q(facilitator=person))
    lines = sitting_lines(rows, person)
    ahead = (SittingState.PLANNED, SittingState.OPEN)
    past = [line for line in lines if line.sitting.state not in ahead]
    return MySittings([line for line in lines if line.sitting.state in ahead], list(reversed(past)))
