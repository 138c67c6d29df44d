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
from sessions.models import RoundPlan


class Recommendation(models.Model):
    """One piece of advice from a review; it is a draft as long as its review is one.

    A facilitator may merge pieces that say the same: the merged one has no review, its author is
    the facilitator, and the originals, which stay, point at it.
    """

    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
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
    # Taken back by the author; history and responses stay.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

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
                name="reviews_recommendation_that_was_merged_came_from_a_review",
                condition=Q(merged_into=None) | Q(review__isnull=False),
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
