"""What is written during a sitting: notes, agreements, advice caught on the spot, silent texts."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.agenda import AgendaItem
from sessions.models.sitting import Sitting


class NoteKind(models.TextChoices):
    """What somebody noted."""

    NOTE = "note", _("note")
    AGREEMENT = "agreement", _("agreement")


class Note(models.Model):
    """One thing that a note taker wrote under a step; each is a row, so that two never collide."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(_("kind"), max_length=9, choices=NoteKind, default=NoteKind.NOTE)
    body = models.TextField(_("text"))
    # The writer's own number for it: sent twice, it is kept once.
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sitting_notes")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item__position", "pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(
                name="sessions_note_kind_is_known", condition=Q(kind__in=NoteKind.values)
            ),
            models.CheckConstraint(name="sessions_note_says_something", condition=~Q(body="")),
            models.CheckConstraint(
                name="sessions_note_is_edited_by_somebody",
                condition=Q(edited_at=None, edited_by=None)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.body


class CaughtAdvice(models.Model):
    """A recommendation caught while it was spoken; it stands in the minutes."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="caught")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="caught"
    )
    title = models.CharField(_("recommendation"), max_length=160)
    body = models.TextField(_("what and why"), blank=True)
    given_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="advice_spoken"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    caught_at = models.DateTimeField(default=clock.now, editable=False)
    caught_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="advice_caught")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("caught advice")
        verbose_name_plural = _("caught advice")
        constraints = [
            models.CheckConstraint(name="sessions_caught_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class SilentKind(models.TextChoices):
    """The three boxes of the silent step."""

    STRONG = "strong", _("Strong")
    CONCERN = "concern", _("Concern")
    WHAT_IF = "what_if", _("What if")


class SilentText(models.Model):
    """What one person writes in silence; nobody else reads it until it is shared."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="silent_texts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="silent_texts")
    kind = models.CharField(max_length=7, choices=SilentKind)
    body = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sitting_id", "person_id", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person", "kind"], name="sessions_silent_text_is_one_a_box"
            ),
            models.CheckConstraint(
                name="sessions_silent_text_kind_is_known", condition=Q(kind__in=SilentKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"
