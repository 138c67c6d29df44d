"""Mail of the demo in every state: digests that were sent, one that came back, and some that are held."""

from core.clock import today
from notifications.actions import note_bounce, set_limit
from notifications.digest_letters import digest_letter
from notifications.models import Batch, Delivery, DeliveryState, Digest, Notice
from people.models import Person
from sessions.models import Assignment, AssignmentState

FEW = 10  # of the twenty people of the demo: so that a visitor sees mail wait by itself


def show_mail(facilitator: Person) -> None:
    """Something on each page about mail; nothing of it leaves by itself."""
    set_limit(people=FEW, by=facilitator)
    _hold_invitations(facilitator)
    _let_one_come_back()
    for reader in Person.objects.filter(notices__read_at=None).distinct().order_by("pk"):
        _send_a_digest(reader)


def _hold_invitations(facilitator: Person) -> None:
    """The invitations that nobody answered yet wait until they were looked at."""
    open_ = Assignment.objects.filter(state=AssignmentState.SENT).values("pk")
    rows = Delivery.objects.filter(notice__kind="sessions.asked", notice__subject_id__in=open_)
    if rows.exists():
        batch = Batch.objects.create(
            held_by=facilitator, kind="sessions.asked", note="Fijn dat je mee wilt kijken!"
        )
        rows.update(state=DeliveryState.HELD, batch=batch, sent_at=None, attempts=0)


def _let_one_come_back() -> None:
    """The oldest mail came back: the mailbox was full."""
    oldest = Delivery.objects.filter(state=DeliveryState.SENT, notice__isnull=False).earliest("pk")
    note_bounce(message_id=oldest.message_id, permanent=False, reason="452 4.2.2 Mailbox full")


def _send_a_digest(reader: Person) -> None:
    """What this morning's digest said; so the first sweep has nothing to send."""
    digest = Digest.objects.create(person=reader, day=today())
    made = digest_letter(digest)
    if made is None:
        digest.delete()
        return
    Notice.objects.filter(pk__in=made.told).update(digest=digest)
    letter = made.letter
    sent = digest.created_at
    Delivery.objects.create(
        digest=digest,
        person=reader,
        address=reader.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        headers=letter.headers,
        state=DeliveryState.SENT,
        sent_at=sent,
        attempts=1,
    )
