"""What a facilitator asks of the matching of a round, and where one plan or one reviewer differs."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from people.models.person import Language
from people.queries import Visitor, standing
from sessions.matching.given import Continuity as Wish
from sessions.models.round import Round, RoundPlan

if TYPE_CHECKING:
    from sessions.models.scenario import Scenario  # noqa: F401 -- named in strings

MOST_PLACES = 20  # more reviewers of one plan, or plans of one reviewer, is a slip of the finger


class RunQuerySet(models.QuerySet[models.Model]):
    """What is between the facilitators of an edition; everybody else does not know that it is there."""

    def visible_to(self, person: Visitor) -> Self:
        """Those of rounds that one runs."""
        return self.filter(round__edition_id__in=standing(person).facilitates)


class Continuity(models.TextChoices):
    """Whether a reviewer of the round before comes back to the same region."""

    SAME = Wish.SAME.value, _("the same people as last time")
    FRESH = Wish.FRESH.value, _("fresh eyes")
    MIXED = Wish.MIXED.value, _("some of both")


class Matching(models.Model):
    """The numbers that the matching of one round goes by; without a row the defaults count."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="matching")
    wanted = models.PositiveSmallIntegerField(_("reviewers a plan"), default=4)
    least_business = models.PositiveSmallIntegerField(_("from business, at least"), default=1)
    least_knowledge = models.PositiveSmallIntegerField(_("from knowledge, at least"), default=1)
    least_government = models.PositiveSmallIntegerField(_("from government, at least"), default=1)
    least_peer = models.PositiveSmallIntegerField(_("from another region, at least"), default=1)
    load_least = models.PositiveSmallIntegerField(_("plans a reviewer, at least"), default=0)
    load_most = models.PositiveSmallIntegerField(_("plans a reviewer, at most"), default=6)
    continuity = models.CharField(
        _("who came before"), max_length=5, choices=Continuity, default=Continuity.MIXED
    )
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("settings of a matching")
        verbose_name_plural = _("settings of matchings")
        constraints = [
            models.CheckConstraint(
                name="sessions_matching_load_least_is_not_above_most",
                condition=Q(load_least__lte=F("load_most")),
            ),
            models.CheckConstraint(
                name="sessions_matching_wants_somebody",
                condition=Q(wanted__gte=1, wanted__lte=MOST_PLACES),
            ),
            models.CheckConstraint(
                name="sessions_matching_continuity_is_known",
                condition=Q(continuity__in=Continuity.values),
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)


class PlanWish(models.Model):
    """Where one plan differs from the settings of its round, and in which language it is written."""

    plan = models.OneToOneField(RoundPlan, on_delete=models.CASCADE, related_name="wish")
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    wanted = models.PositiveSmallIntegerField(_("reviewers"), null=True, blank=True)
    least_business = models.PositiveSmallIntegerField(_("business"), null=True, blank=True)
    least_knowledge = models.PositiveSmallIntegerField(_("knowledge"), null=True, blank=True)
    least_government = models.PositiveSmallIntegerField(_("government"), null=True, blank=True)
    least_peer = models.PositiveSmallIntegerField(_("peer region"), null=True, blank=True)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("wish for a plan")
        verbose_name_plural = _("wishes for plans")
        constraints = [
            models.CheckConstraint(
                name="sessions_plan_wish_language_is_known",
                condition=Q(language__in=["", *Language.values]),
            ),
            models.CheckConstraint(
                name="sessions_plan_wish_wants_somebody",
                condition=Q(wanted=None) | Q(wanted__gte=1, wanted__lte=MOST_PLACES),
            ),
        ]

    def __str__(self) -> str:
        return str(self.plan)


class Terms(models.Model):
    """What one reviewer can do in one round: says so, or a facilitator does."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="terms")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="terms")
    away = models.BooleanField(_("away in this round"), default=False)
    least = models.PositiveSmallIntegerField(_("plans, at least"), null=True, blank=True)
    most = models.PositiveSmallIntegerField(_("plans, at most"), null=True, blank=True)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of a reviewer")
        verbose_name_plural = _("terms of reviewers")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], name="sessions_terms_are_once_a_person_and_round"
            ),
            models.CheckConstraint(
                name="sessions_terms_least_is_not_above_most",
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.round}"


class Reading(models.Model):
    """One language in which somebody reads plans; who said nothing reads all."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="readings")
    language = models.CharField(_("language"), max_length=2, choices=Language)

    class Meta:
        verbose_name = _("language that somebody reads")
        verbose_name_plural = _("languages that people read")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"], name="sessions_reading_is_said_once"
            ),
            models.CheckConstraint(
                name="sessions_reading_language_is_known",
                condition=Q(language__in=Language.values),
            ),
        ]

    def __str__(self) -> str:
        return self.get_language_display()
