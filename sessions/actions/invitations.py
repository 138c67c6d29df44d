"""The mail that tells a calendar of a sitting, and how the calendar answers it."""

from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core.clock import now
from notifications.actions import queue_mail
from notifications.inbound import invitations
from notifications.models import Delivery
from people.models import Person
from sessions.calendar.entries import Entry, Method, Somebody
from sessions.calendar.writing import invitation_file
from sessions.models import CalendarInvite, InviteState, Sitting
from sessions.queries.calendar import entry_of_sitting


def mail_invitation(held: Sitting, person: Person, row: CalendarInvite) -> Delivery:
    """Write the mail; its calendar program can answer it where answers by mail are taken."""
    is_off = row.state == InviteState.CANCELLED
    with translation.override(person.language):
        entry = entry_of_sitting(held, sequence=row.sequence, changed_at=row.told_at)
        answers_to = _answers_to(entry, person, row)
        context = {"entry": entry, "name": person.name, "is_off": is_off, "is_new": not row.pk}
        context |= {"reason": held.cancel_reason if is_off else "", "dated": bool(held.starts_at)}
        delivery = queue_mail(
            person.email,
            subject=_subject(entry, row),
            text=render_to_string(
                "emails/sitting_invitation.txt", context | {"answers": bool(answers_to)}
            ),
            person=person,
            calendar=_file(held, entry, person, answers_to, is_off=is_off),
        )
    if answers_to:
        invitations.take_answers(
            delivery=delivery,
            uid=entry.uid,
            subject_type=held._meta.label_lower,
            subject_id=held.pk,
            until=held.ends_at or now(),
        )
    return delivery


def _answers_to(entry: Entry, person: Person, row: CalendarInvite) -> str:
    """Where the answer goes. A calendar that was told of another organiser would not take a change from this one."""
    known = not row.pk or invitations.takes_answers(uid=entry.uid, person=person)
    return invitations.organiser() if known else ""


def _file(held: Sitting, entry: Entry, person: Person, answers_to: str, *, is_off: bool) -> str:
    organiser = answers_to or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return invitation_file(
        entry,
        method=Method.CANCEL if is_off else Method.REQUEST,
        organiser=Somebody(str(held.facilitator), organiser),
        guest=Somebody(str(person), person.email),
        answers=bool(answers_to),
    ).decode()


def _subject(entry: Entry, row: CalendarInvite) -> str:
    if row.state == InviteState.CANCELLED:
        return _("Cancelled: %(title)s") % {"title": entry.title}
    words = _("Changed: %(title)s") if row.pk else _("Invitation: %(title)s")
    return words % {"title": entry.title}
