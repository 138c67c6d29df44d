"""Every mail that came in."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from notifications.models.reply_address import ReplyAddress
from people.models import Person
from people.queries import Visitor


class Way(models.TextChoices):
    """By which door a mail came in."""

    WEBHOOK = "webhook", _("by the mail provider")
    MAILBOX = "mailbox", _("from the mailbox")
    COMMAND = "command", _("by the mail server")


class InboundState(models.TextChoices):
    """How far a mail that came in is."""

    TODO = "todo", _("to be read")
    WORKING = "working", _("being read")
    POSTED = "posted", _("posted")
    NOTED = "noted", _("noted")
    REFUSED = "refused", _("not posted")
    IGNORED = "ignored", _("left alone")
    BOUNCE = "bounce", _("about a mail that did not arrive")
    FAILED = "failed", _("failed")


OVER = [
    InboundState.POSTED,
    InboundState.NOTED,
    InboundState.REFUSED,
    InboundState.IGNORED,
    InboundState.BOUNCE,
    InboundState.FAILED,
]


class Reason(models.TextChoices):
    """Why a mail was not posted."""

    NONE = "", _("no reason")
    UNKNOWN = "unknown", _("it went to no address that we gave")
    EXPIRED = "expired", _("the time to answer was over")
    REVOKED = "revoked", _("the address was withdrawn")
    SENDER = "sender", _("it came from another address than that of the person")
    FORGED = "forged", _("the mail server says that the sender is not real")
    AWAY = "away", _("the person may not log in any more")
    EMPTY = "empty", _("no text of the person's own was found")
    TOO_LONG = "too_long", _("the text is over 20,000 characters")
    TOO_BIG = "too_big", _("the mail is too big")
    NOT_ALLOWED = "not_allowed", _("the person may not write there now")
    WORDS = "words", _("it answers an invitation in words")
    UNCLEAR = "unclear", _("the calendar says neither yes nor no nor maybe")
    PROPOSAL = "proposal", _("it proposes another moment")
    OUTDATED = "outdated", _("it answers an older invitation")
    UNREADABLE = "unreadable", _("it could not be read")
    ERROR = "error", _("something went wrong here, several times")
    AUTOMATIC = "automatic", _("an automatic reply")
    CALENDAR = "calendar", _("an answer to an invitation in the calendar")
    LOOP = "loop", _("it came from ourselves")


class InboundQuerySet(models.QuerySet["InboundMail"]):
    """Mail by who reads its words."""

    def visible_to(self, person: Visitor) -> Self:
        """Those of the person alone: nobody else reads what somebody mailed."""
        return self.filter(person=person) if isinstance(person, Person) else self.none()

    def not_posted(self) -> Self:
        """What ended without a post, and is not there to end so: shown to administrators without words."""
        return self.filter(state__in=[InboundState.REFUSED, InboundState.FAILED])


class InboundMail(models.Model):
    """One mail that came in: kept as it was first, read by a worker after."""

    # Of its Message-ID and the address that it went to: the same mail is kept once, by whatever door.
    identity = models.CharField(max_length=64, unique=True)
    message_id = models.CharField(max_length=250, blank=True)
    way = models.CharField(max_length=8, choices=Way)
    raw = models.BinaryField(default=bytes)  # emptied when it is old
    size = models.PositiveIntegerField()
    reply_address = models.ForeignKey(
        ReplyAddress, on_delete=models.SET_NULL, null=True, blank=True, related_name="mails"
    )
    # Known when the sender is: whose words these are.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="mails_in"
    )
    sender = models.CharField(max_length=254, blank=True)
    body = models.TextField(blank=True)  # what is posted
    left_out = models.TextField(blank=True)  # quotes and signature: the writer may read it back
    files = models.JSONField(default=list)  # names of attachments, which are not taken
    state = models.CharField(max_length=8, choices=InboundState, default=InboundState.TODO)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    sentence = models.CharField(max_length=300, blank=True)  # of a refusal, as the person got it
    place = models.CharField(max_length=240, blank=True)  # the page of the post
    # The one mail that went back; a retry sends no second one.
    answer = models.OneToOneField(
        "notifications.Delivery", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    error = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField(default=clock.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = InboundQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail that came in")
        verbose_name_plural = _("mails that came in")
        indexes = [models.Index(fields=["state", "next_try_at"], name="notifications_inbound_due")]
        constraints = [
            models.CheckConstraint(
                name="notifications_inbound_state_is_known",
                condition=Q(state__in=InboundState.values),
            ),
            models.CheckConstraint(
                name="notifications_inbound_way_is_known", condition=Q(way__in=Way.values)
            ),
            models.CheckConstraint(
                name="notifications_inbound_over_has_a_moment",
                condition=Q(state__in=OVER, done_at__isnull=False)
                | (~Q(state__in=OVER) & Q(done_at=None)),
            ),
            models.CheckConstraint(
                name="notifications_inbound_not_posted_says_why",
                condition=Q(state__in=["refused", "ignored", "failed"], reason__in=Reason.values)
                & ~Q(reason="")
                | (~Q(state__in=["refused", "ignored", "failed"]) & Q(reason="")),
            ),
            models.CheckConstraint(
                name="notifications_inbound_what_counts_is_somebodys",
                condition=~Q(state__in=["posted", "noted"])
                | Q(person__isnull=False) & ~Q(place=""),
            ),
        ]

    def __str__(self) -> str:
        return self.message_id or self.identity[:12]
