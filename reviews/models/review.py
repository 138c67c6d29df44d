"""What one reviewer wrote about one version of a plan in one round."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.levels import Level
from people.models import Person
from plans.models import Version
from reviews.models.form import FormVersion
from reviews.models.visible import ReviewQuerySet
from sessions.models import Assignment, RoundPlan


class ReviewState(models.TextChoices):
    """A draft is never taken for a submission."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Review(models.Model):
    """One reviewer's review of one plan in one round, bound to the version that it is about."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="review")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    round_plan = models.ForeignKey(RoundPlan, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="reviews")
    level = models.CharField(
        _("who sees this"), max_length=12, choices=Level, default=Level.SESSION
    )
    relation = models.CharField(_("your tie with the region"), max_length=240, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ReviewState, default=ReviewState.DRAFT
    )
    is_example = models.BooleanField(_("invented for the demo"), default=False)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    saved_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(_("after the deadline"), default=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["round_plan_id", "pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["author", "round_plan"],
                name="reviews_review_is_one_a_person_and_plan_in_a_round",
            ),
            models.CheckConstraint(
                name="reviews_review_state_is_known", condition=Q(state__in=ReviewState.values)
            ),
            models.CheckConstraint(
                name="reviews_review_submitted_has_a_moment",
                condition=Q(state=ReviewState.SUBMITTED, submitted_at__isnull=False)
                | (~Q(state=ReviewState.SUBMITTED) & Q(submitted_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} · {self.version}"


class Answer(models.Model):
    """What a reviewer answered at one field of the form."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=60)  # a stable key of the form's schema
    value = models.JSONField(null=True)  # text, number, option key or list of option keys
    html = models.TextField(blank=True)  # of a text answer, rendered when it was saved
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="reviews_answer_is_one_a_field"),
            models.CheckConstraint(
                name="reviews_answer_counts_from_one", condition=Q(revision__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.key
