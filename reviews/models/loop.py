"""What ties advice to a round and to a plan: frozen lists, changes because of advice, outcomes of questions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from plans.models import Dossier, Question, Version
from reviews.models.along import OutcomeQuerySet
from reviews.models.choices import OutcomeKind, ResponseKind
from reviews.models.recommendation import Recommendation
from sessions.models import Round


class ResponseDraft(models.Model):
    """What the team proposes to answer; only the team sees it, and the lead signs it."""

    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.CASCADE, related_name="response_draft"
    )
    kind = models.CharField(_("response"), max_length=8, choices=ResponseKind, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reviews_response_draft_kind_is_known",
                condition=Q(kind__in=["", *ResponseKind.values]),
            )
        ]

    def __str__(self) -> str:
        return self.reason


class FrozenList(models.Model):
    """The open advice of one dossier on which a September round looks back, as it was at the opening."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="frozen_lists")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="frozen_lists")
    frozen_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "dossier"], name="reviews_frozen_list_is_one_a_round_and_dossier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.dossier}"


class FrozenAdvice(models.Model):
    """One recommendation on a frozen list, with what the region's claim was at that moment."""

    frozen_list = models.ForeignKey(FrozenList, on_delete=models.PROTECT, related_name="advice")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="frozen_on"
    )
    position = models.PositiveSmallIntegerField()
    # What the region claimed when the list was frozen: a key of ProgressState, ResponseKind or "".
    claim = models.CharField(max_length=16, blank=True)
    advice_revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["frozen_list_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["frozen_list", "recommendation"],
                name="reviews_frozen_advice_is_listed_once",
            ),
            models.UniqueConstraint(
                fields=["frozen_list", "position"], name="reviews_frozen_advice_has_its_place_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.recommendation)


class ChangeLink(models.Model):
    """A part of a plan that the region changed because of a recommendation.

    Without a version it belongs to the working copy, and goes along when that is submitted.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="change_links")
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="change_links"
    )
    part = models.CharField(
        max_length=40
    )  # key of a section, "title", "summary" or "question-<id>"
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="change_links"
    )
    linked_at = models.DateTimeField(default=clock.now, editable=False)
    linked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "part", "recommendation"],
                condition=Q(version__isnull=False),
                name="reviews_change_link_is_one_a_version_part_and_advice",
            ),
            models.UniqueConstraint(
                fields=["dossier", "part", "recommendation"],
                condition=Q(version=None),
                name="reviews_change_link_is_one_a_working_part_and_advice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} · {self.recommendation}"


class Outcome(models.Model):
    """What the region did with the answers to one of its questions; not used gives a reason."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="outcome")
    kind = models.CharField(_("what did you do with it?"), max_length=8, choices=OutcomeKind)
    text = models.TextField(_("in short"), blank=True)
    html = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="outcomes_given")

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reviews_outcome_kind_is_known", condition=Q(kind__in=OutcomeKind.values)
            ),
            models.CheckConstraint(
                name="reviews_outcome_but_used_gives_a_reason",
                condition=Q(kind=OutcomeKind.USED) | ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
