"""Sittings: when and where people sit together about one region, and the days that hold several."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person, Region
from sessions.models.round import Round, RoundPlan
from sessions.models.sitting_visible import SittingDayQuerySet, SittingQuerySet


class SittingState(models.TextChoices):
    """Planned; open while people sit; ended while the minutes are corrected; closed with them."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("in session")
    ENDED = "ended", _("minutes in draft")
    CLOSED = "closed", _("minutes final")
    CANCELLED = "cancelled", _("cancelled")


class AgendaTemplate(models.TextChoices):
    """The agendas to choose from; `sessions/agenda.py` has their steps."""

    SIXTY = "sixty", _("review in 60 minutes")
    NINETY = "ninety", _("review in 90 minutes")
    TWO_HOURS = "two_hours", _("review in 120 minutes")
    CONSULTANCY = "consultancy", _("consultancy in 50 minutes")
    INCIDENT = "incident", _("incident method in 65 minutes")
    FINE_TUNING = "fine_tuning", _("fine tuning in 29 minutes")


IS_HTTPS = Q(link="") | Q(link__startswith="https://")


class SittingDay(models.Model):
    """A day of a round on which several regions sit one after the other, with breaks."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="days")
    title = models.CharField(_("title"), max_length=160, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    opening_minutes = models.PositiveSmallIntegerField(_("minutes of opening"), default=30)
    break_minutes = models.PositiveSmallIntegerField(_("minutes of each break"), default=15)
    closing_minutes = models.PositiveSmallIntegerField(_("minutes of closing"), default=30)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.CharField(_("video link"), max_length=400, blank=True)
    facilitator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="days_led")
    # The form's own number: sent twice, it is planned once.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="days_planned")

    objects = SittingDayQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("round day")
        verbose_name_plural = _("round days")
        constraints = [
            models.CheckConstraint(name="sessions_day_link_is_https", condition=IS_HTTPS),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.round}"


class Sitting(models.Model):
    """One time that reviewers and a region sit together about the region's plan."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sittings")
    # About a plan that is in the round, or about a region whose plan is not there (yet).
    round_plan = models.ForeignKey(
        RoundPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="sittings"
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="sittings"
    )
    day = models.ForeignKey(
        SittingDay, on_delete=models.PROTECT, null=True, blank=True, related_name="sittings"
    )
    day_position = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    # Without a moment while people are asked when they can.
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.CharField(_("video link"), max_length=400, blank=True)
    facilitator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sittings_led")
    template = models.CharField(
        _("agenda"), max_length=12, choices=AgendaTemplate, default=AgendaTemplate.NINETY
    )
    state = models.CharField(
        _("state"), max_length=9, choices=SittingState, default=SittingState.PLANNED
    )
    # Counts every change of moment, place or state that calendars must hear of.
    revision = models.PositiveIntegerField(default=0, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("reason"), max_length=240, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="sittings_planned"
    )

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = [F("starts_at").asc(nulls_last=True), "pk"]
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [
            models.CheckConstraint(
                name="sessions_sitting_is_about_a_plan_or_a_region",
                condition=Q(round_plan__isnull=False, region=None)
                | Q(round_plan=None, region__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_sitting_starts_then_ends",
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(name="sessions_sitting_link_is_https", condition=IS_HTTPS),
            models.CheckConstraint(
                name="sessions_sitting_state_is_known",
                condition=Q(state__in=SittingState.values),
            ),
            models.CheckConstraint(
                name="sessions_sitting_template_is_known",
                condition=Q(template__in=AgendaTemplate.values),
            ),
            models.CheckConstraint(
                name="sessions_sitting_in_session_was_opened",
                condition=~Q(state__in=["open", "ended", "closed"]) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_sitting_that_ended_has_a_moment",
                condition=Q(state__in=["ended", "closed"], ended_at__isnull=False)
                | (~Q(state__in=["ended", "closed"]) & Q(ended_at=None)),
            ),
            models.CheckConstraint(
                name="sessions_sitting_cancelled_has_a_moment",
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at=None)),
            ),
            models.CheckConstraint(
                name="sessions_sitting_of_a_day_has_a_place_in_it",
                condition=Q(day=None, day_position=None)
                | Q(day__isnull=False, day_position__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["day", "day_position"], name="sessions_sitting_has_its_place_in_a_day_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.about)

    @property
    def about(self) -> Region:
        """The region that it is about; the plan comes with its dossier."""
        return self.round_plan.dossier.region if self.round_plan else self.region  # type: ignore[return-value]  # one of the two
