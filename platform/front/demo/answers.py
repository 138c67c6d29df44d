"""The demo's answers by mail, through the same door as everybody's: one posted, two refused, one of a calendar."""

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings
from django.utils import translation

from core import clock
from discussion.models import Thread
from front.demo.cast import Cast
from front.demo.dates import Moved
from notifications.channels import Channel
from notifications.inbound.invitations import addressed
from notifications.inbound.keeping import keep
from notifications.inbound.offers import offer_for
from notifications.inbound.working import work_off
from notifications.models import Delivery, Preference, Way
from people.models import Person
from sessions.models import CalendarInvite, SittingState

KIND = "discussion.post"
THREAD = "Wie is de late aanhaker?"
POSTED = "Woensdagavond is het rustig bij ons. Ik haal jullie op bij het station."
QUOTE = "\n\nOp do 1 jun om 16:12 schreef Klankbord:\n> %(line)s\n> \n> Dag,\n"


def mail_at_once(cast: Cast) -> None:
    """The peer and the lead chose to hear of each post at once: a digest of many conversations answers none."""
    for key in ("peer", "lead"):
        Preference.objects.create(person=cast[key], kind=KIND, channel=Channel.NOW)


def answer_by_mail(cast: Cast, moved: Moved) -> None:
    """The peer answers; then once more from home, and the lead sends a mail without words."""
    if not settings.REPLY_ADDRESS:
        return
    peer, lead = cast["peer"], cast["lead"]
    _arrives(peer, moved.moment("2017-06-01T19:05"), POSTED)
    _arrives(peer, moved.moment("2017-06-02T08:40"), "Neem laarzen mee.", "thuis@demo.example")
    _arrives(lead, moved.moment("2017-06-02T12:15"), "")
    _answers_from_a_calendar(lead)


def _arrives(person: Person, at: datetime, text: str, sender: str = "") -> None:
    """What the person's mail program sends back to the newest mail about the conversation."""
    thread = Thread.objects.get(title=THREAD)
    with clock.frozen(at), translation.override(person.language):
        mails = Delivery.objects.filter(person=person, notice__subject_id=thread.pk)
        delivery = mails.filter(created_at__lte=at, notice__kind=KIND).latest("pk")
        offer = offer_for(delivery)
        if offer is None or not offer.line:
            return
        mail = EmailMessage()
        mail["From"], mail["To"] = sender or person.email, offer.headers["Reply-To"]
        mail["Subject"], mail["Date"] = f"Re: {offer.subject}", format_datetime(at)
        mail["Message-ID"] = f"<answer-{at:%d%H%M}@demo.example>"
        mail.set_content(text + QUOTE % {"line": offer.line})
        kept, _new = keep(mail.as_bytes(), Way.MAILBOX)
        work_off(kept.pk)


def _answers_from_a_calendar(person: Person) -> None:
    """Yes to the sitting that is still to come, by the button of a calendar program."""
    rows = CalendarInvite.objects.filter(person=person, sitting__state=SittingState.PLANNED)
    invite = rows.select_related("delivery").exclude(delivery=None).earliest("pk")
    at = invite.told_at + timedelta(days=3)
    asked, address = addressed(invite.delivery)  # type: ignore[arg-type]  # one of those that have one
    answer = asked.replace("METHOD:REQUEST", "METHOD:REPLY").replace("NEEDS-ACTION", "ACCEPTED")
    answer = re.sub(r"DTSTAMP:\w+", f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}", answer)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"] = person.email, address, format_datetime(at)
    mail["Message-ID"] = f"<calendar-{invite.pk}@demo.example>"
    mail.set_content(answer, subtype="calendar", params={"method": "REPLY"})
    with clock.frozen(at):
        kept, _new = keep(mail.as_bytes(), Way.MAILBOX)
        work_off(kept.pk)
