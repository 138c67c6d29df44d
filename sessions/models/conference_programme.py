"""What happens when in a conference, who speaks, and the papers."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.files import private_path, private_storage
from people.models import Person
from sessions.models.conference import Conference
from sessions.models.conference_visible import OnConferenceQuerySet

LONGEST = 12 * 60


class ItemKind(models.TextChoices):
    """Whether all sit together, in groups beside each other, or have a break."""

    PLENARY = "plenary", _("all together")
    PARALLEL = "parallel", _("in groups")
    BREAK = "break", _("break")


class ProgrammeItem(models.Model):
    """One part of the programme. Its start is counted from the conference's, so that both move together."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="items")
    starts_after = models.PositiveSmallIntegerField(_("minutes after the start"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    kind = models.CharField(_("kind"), max_length=8, choices=ItemKind, default=ItemKind.PLENARY)
    title = models.CharField(_("title"), max_length=160)
    about = models.TextField(_("explanation"), blank=True)
    room = models.CharField(_("room"), max_length=80, blank=True)

    objects = OnConferenceQuerySet["ProgrammeItem"].as_manager()

    class Meta:
        ordering = ["conference_id", "starts_after", "room", "pk"]
        verbose_name = _("part of the programme")
        constraints = [
            models.CheckConstraint(
                name="sessions_programme_item_takes_time",
                condition=Q(minutes__gte=1, minutes__lte=LONGEST),
            ),
            models.CheckConstraint(
                name="sessions_programme_item_kind_is_known", condition=Q(kind__in=ItemKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.conference.starts_at + timedelta(minutes=self.starts_after)

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class ItemSpeaker(models.Model):
    """Somebody who speaks in a part of the programme: a person known here, or a name from outside."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)

    class Meta:
        ordering = ["item_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "position"], name="sessions_speaker_has_a_place_once"
            ),
            models.CheckConstraint(
                name="sessions_speaker_is_a_person_or_a_name",
                condition=Q(person__isnull=False, name="", organisation="")
                | (Q(person=None) & ~Q(name="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person_id else self.name


class ConferenceFile(models.Model):
    """A paper with a conference; it is only ever sent as a download."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(storage=private_storage, upload_to=private_path, max_length=200)
    name = models.CharField(_("name"), max_length=160)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = OnConferenceQuerySet["ConferenceFile"].as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("paper of a conference")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "sha256"], name="sessions_conference_file_is_added_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
