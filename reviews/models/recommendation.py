"""Advice as an object with an own address."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from programme.models import Element
from reviews.models.choices import AdviceKind, Effect, Term
from reviews.models.review import Review
from reviews.models.visible import RecommendationQuerySet
from sessions.models import CaughtAdvice, RoundPlan

DROPPED = Q(dropped_by__isnull=False)


class Recommendation(models.Model):
    """One piece of advice from a review or from a sitting; a draft as long as its review is one.

    What was caught in a sitting is a draft until its giver or a facilitator confirms it, and gone
    when one of them drops it. A facilitator may merge pieces that say the same: the merged one has
    neither review nor sitting, its author is the facilitator, and the originals, which stay, point
    at it.
    """

    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    # The words that were caught while they were spoken; they stay as they are.
    caught = models.OneToOneField(
        CaughtAdvice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendation",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="originals"
    )
    round_plan = models.ForeignKey(
        RoundPlan, on_delete=models.PROTECT, related_name="recommendations"
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=8, choices=AdviceKind, blank=True)
    title = models.CharField(_("recommendation"), max_length=160)
    source = models.TextField(_("what and why"))
    html = models.TextField(blank=True)
    elements = models.ManyToManyField(Element, blank=True, related_name="recommendations")
    addressees = models.JSONField(_("for whom"), default=list)  # keys of Addressee
    term = models.CharField(_("term"), max_length=16, choices=Term, blank=True)
    effect = models.CharField(_("expected effect"), max_length=6, choices=Effect, blank=True)
    effort = models.CharField(_("effort"), max_length=6, choices=Effect, blank=True)
    offer = models.CharField(_("I can help with"), max_length=240, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # Of what was caught: since when it is given.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Taken back by the author, or dropped before it was given; history and responses stay.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drop_reason = models.CharField(_("reason"), max_length=240, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["review_id", "position"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "position"], name="reviews_recommendation_has_its_place_once"
            ),
            models.CheckConstraint(
                name="reviews_recommendation_kind_is_known",
                condition=Q(kind__in=["", *AdviceKind.values]),
            ),
            models.CheckConstraint(
                name="reviews_recommendation_that_was_merged_was_given_by_somebody",
                condition=Q(merged_into=None)
                | Q(review__isnull=False)
                | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reviews_recommendation_comes_from_a_review_or_a_sitting",
                condition=Q(review=None) | Q(caught=None),
            ),
            models.CheckConstraint(
                name="reviews_recommendation_of_a_sitting_is_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(caught__isnull=False, confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reviews_recommendation_that_is_confirmed_says_what_and_why",
                condition=Q(confirmed_at=None) | ~Q(title="") & ~Q(source=""),
            ),
            models.CheckConstraint(
                name="reviews_recommendation_is_dropped_with_a_reason",
                condition=Q(dropped_by=None, drop_reason="") | DROPPED & ~Q(drop_reason=""),
            ),
            # A draft of a sitting ends by being dropped; what is given is taken back by its giver.
            models.CheckConstraint(
                name="reviews_recommendation_is_dropped_as_a_draft_of_a_sitting",
                condition=DROPPED
                & Q(caught__isnull=False, confirmed_at=None, withdrawn_at__isnull=False)
                | Q(dropped_by=None)
                & (Q(caught=None) | Q(confirmed_at__isnull=False) | Q(withdrawn_at=None)),
            ),
            models.CheckConstraint(
                name="reviews_recommendation_term_is_known",
                condition=Q(term__in=["", *Term.values]),
            ),
            models.CheckConstraint(
                name="reviews_recommendation_effect_and_effort_are_known",
                condition=Q(effect__in=["", *Effect.values], effort__in=["", *Effect.values]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_merged(self) -> bool:
        """Whether it was put together from what others gave: who made it did not give it."""
        return self.review_id is None and self.caught_id is None

    @property
    def is_draft(self) -> bool:
        """Whether it was caught in a sitting and waits for somebody to confirm or drop it."""
        unsettled = self.confirmed_at is None and self.withdrawn_at is None
        return self.caught_id is not None and unsettled

    @property
    def names_its_giver(self) -> bool:
        """Whether it is known who gave it; of caught advice without a name the author only led the sitting."""
        if self.caught is None:
            return True
        led = self.author_id == self.caught.sitting.facilitator_id
        return not led or self.caught.given_by_id == self.author_id
