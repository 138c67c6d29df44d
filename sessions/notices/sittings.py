"""The notices of sittings: invited, moved, cancelled, asked for a date, minutes to read."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from notifications.kinds import Context, Kind, Rows, register
from people.models import Person
from sessions.models import Attendance, DatePoll, Sitting, SittingState
from sessions.stages import moment_in_words

OVER = (SittingState.ENDED, SittingState.CLOSED)


def _seen(person: Person) -> Rows:
    """Those sittings that the person may know of."""
    return Sitting.objects.visible_to(person)


def _to_come(person: Person) -> Rows:
    """Those that still are to take place."""
    return Sitting.objects.visible_to(person).filter(state=SittingState.PLANNED)


def _asked(person: Person) -> Rows:
    """Those whose date poll is open."""
    polls = DatePoll.objects.filter(closed_at=None, until__gt=clock.now())
    rows = Sitting.objects.visible_to(person).filter(pk__in=polls.values("sitting_id"))
    return rows.filter(state=SittingState.PLANNED)


def _cancelled(person: Person) -> Rows:
    """Those that do not take place."""
    return Sitting.objects.visible_to(person).filter(state=SittingState.CANCELLED)


def _with_minutes(person: Person) -> Rows:
    """Those that are over."""
    return Sitting.objects.visible_to(person).filter(state__in=OVER)


def _no_longer(person: Person) -> Rows:
    """Those to which the person was invited, and is no more."""
    gone = Attendance.objects.filter(person=person, state="withdrawn")
    return Sitting.objects.filter(pk__in=gone.values("sitting_id"))


def _url(subject_id: int, _context: Context) -> str:
    return reverse("sessions:sitting-detail", args=[subject_id])


def _minutes_url(subject_id: int, _context: Context) -> str:
    return reverse("sessions:sitting-minutes", args=[subject_id])


def _list_url(_subject_id: int, _context: Context) -> str:
    return reverse("sessions:my-sittings")


def sitting_context(sitting: Sitting) -> Context:
    """What names a sitting and its moment in any language; it comes with its region."""
    return {
        "name": str(sitting),
        "starts_at": sitting.starts_at.isoformat() if sitting.starts_at else "",
        "revision": sitting.revision,
    }


def sitting_in_words(context: Context) -> Context:
    """The moment in the reader's language."""
    moment = context.get("starts_at") or ""
    words = moment_in_words(datetime.fromisoformat(moment)) if moment else None
    when = _("%(date)s at %(time)s") % words if words else _("a moment that is still to be chosen")
    return {**context, "when": when}


INVITED = register(
    Kind(
        key="sessions.sitting-invited",
        title=_("You are invited to a sitting"),
        line=_("You are invited to the sitting %(name)s on %(when)s. Say whether you come."),
        words=sitting_in_words,
        why=_("because a facilitator invites you to this sitting"),
        action=_("Answer the invitation"),
        url=_url,
        seen=_to_come,
    )
)
DATES_ASKED = register(
    Kind(
        key="sessions.sitting-dates",
        title=_("You are asked which date suits"),
        line=_("Which moments suit you for the sitting %(name)s?"),
        words=sitting_in_words,
        why=_("because you are invited to this sitting"),
        action=_("Say which moments suit"),
        url=_url,
        seen=_asked,
    )
)
MOVED = register(
    Kind(
        key="sessions.sitting-moved",
        title=_("A sitting gets another moment or place"),
        line=_("The sitting %(name)s is on %(when)s. Look at the moment and the place."),
        words=sitting_in_words,
        why=_("because you are invited to this sitting"),
        action=_("Look at the sitting"),
        url=_url,
        seen=_to_come,
    )
)
CANCELLED = register(
    Kind(
        key="sessions.sitting-cancelled",
        title=_("A sitting is cancelled"),
        line=_("The sitting %(name)s does not take place."),
        words=sitting_in_words,
        why=_("because you were invited to this sitting"),
        action=_("Read why"),
        url=_url,
        seen=_cancelled,
    )
)
UNINVITED = register(
    Kind(
        key="sessions.sitting-uninvited",
        title=_("You are no longer invited to a sitting"),
        line=_("You need not come to the sitting %(name)s any more."),
        words=sitting_in_words,
        why=_("because you were invited to this sitting"),
        action=_("Look at my sittings"),
        url=_list_url,
        seen=_no_longer,
    )
)
REGRETS = register(
    Kind(
        key="sessions.sitting-regret",
        title=_("Somebody cannot come to a sitting"),
        line=_("%(person)s cannot come to the sitting %(name)s."),
        words=sitting_in_words,
        why=_("because you run this edition"),
        action=_("Look at the sitting"),
        url=_url,
        seen=_to_come,
        mail=False,
    )
)
MINUTES_READY = register(
    Kind(
        key="sessions.minutes-ready",
        title=_("Minutes are ready to read"),
        line=_(
            "The draft minutes of the sitting %(name)s are there. Say what should be otherwise."
        ),
        words=sitting_in_words,
        why=_("because you took part in this sitting"),
        action=_("Read the minutes"),
        url=_minutes_url,
        seen=_with_minutes,
    )
)
CORRECTED = register(
    Kind(
        key="sessions.minutes-correction",
        title=_("A correction of minutes is proposed"),
        line=_("%(person)s proposes a correction of the minutes of %(name)s."),
        words=sitting_in_words,
        why=_("because you take the notes of this sitting"),
        action=_("Look at the correction"),
        url=_minutes_url,
        seen=_with_minutes,
        mail=False,
    )
)
MINUTES_FINAL = register(
    Kind(
        key="sessions.minutes-final",
        title=_("Minutes are final"),
        line=_("The minutes of the sitting %(name)s are final."),
        words=sitting_in_words,
        why=_("because you took part in this sitting"),
        action=_("Read the minutes"),
        url=_minutes_url,
        seen=_with_minutes,
        mail=False,
    )
)
