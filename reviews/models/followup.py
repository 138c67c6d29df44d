"""What becomes of advice: answered, promised, done, shown, judged."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.levels import Level
from people.models import Person
from plans.models import Dossier
from reviews.models.recommendation import Recommendation
from reviews.models.review import Review
from reviews.models.visible import CommitmentQuerySet


class ResponseKind(models.TextChoices):
    """What the region does with a recommendation."""

    ADOPTED = "adopted", _("adopted")
    PARTLY = "partly", _("partly adopted")
    NOT = "not", _("not adopted")
    PENDING = "pending", _("pending")


class Response(models.Model):
    """The region's answer to one recommendation; all but "adopted" give a reason."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="response")
    kind = models.CharField(_("response"), max_length=8, choices=ResponseKind)
    reason = models.TextField(_("reason"), blank=True)
    html = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="responses")
    is_late = models.BooleanField(_("after the deadline"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reviews_response_kind_is_known", condition=Q(kind__in=ResponseKind.values)
            ),
            models.CheckConstraint(
                name="reviews_response_but_adopted_gives_a_reason",
                condition=Q(kind=ResponseKind.ADOPTED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ProgressState(models.TextChoices):
    """How a commitment goes."""

    NOT_STARTED = "not_started", _("not started")
    ON_SCHEDULE = "on_schedule", _("on schedule")
    NEEDS_ATTENTION = "needs_attention", _("needs attention")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


EXPLAINED_STATES = [ProgressState.NEEDS_ATTENTION, ProgressState.STOPPED]


class Commitment(models.Model):
    """What a region promises to do, who does it, by when, and how one sees that it is done."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="commitments")
    # Empty for a promise of the region's own accord.
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    what = models.CharField(_("what"), max_length=240)
    owner = models.CharField(_("who"), max_length=160)
    due_on = models.DateField(_("when"))
    result = models.CharField(_("measurable result"), max_length=300)
    help_needed = models.CharField(_("help that is needed"), max_length=300, blank=True)
    state = models.CharField(
        _("progress"), max_length=16, choices=ProgressState, default=ProgressState.NOT_STARTED
    )
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="commitments_made")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(
                name="reviews_commitment_state_is_known", condition=Q(state__in=ProgressState.values)
            )
        ]

    def __str__(self) -> str:
        return self.what


class Progress(models.Model):
    """One report on how a commitment goes."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="progress")
    state = models.CharField(_("progress"), max_length=16, choices=ProgressState)
    explanation = models.TextField(_("explanation"), blank=True)
    reported_at = models.DateTimeField(default=timezone.now, editable=False)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="progress_reported")

    class Meta:
        ordering = ["reported_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reviews_progress_state_is_known", condition=Q(state__in=ProgressState.values)
            ),
            models.CheckConstraint(
                name="reviews_progress_that_worries_is_explained",
                condition=~Q(state__in=EXPLAINED_STATES) | ~Q(explanation=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class EvidenceKind(models.TextChoices):
    """In what form something shows that it was done."""

    LINK = "link", _("link")
    NUMBER = "number", _("figure")
    QUOTE = "quote", _("quote")
    FILE = "file", _("file")


class Evidence(models.Model):
    """Something that shows that a commitment is kept."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=6, choices=EvidenceKind)
    text = models.CharField(_("what it shows"), max_length=300)
    url = models.URLField(_("link"), blank=True, max_length=500)
    file = models.FileField(blank=True, max_length=200)
    file_name = models.CharField(max_length=160, blank=True)
    mime = models.CharField(max_length=100, blank=True)
    dated = models.DateField(_("date"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    level = models.CharField(_("who sees this"), max_length=12, choices=Level, default=Level.SESSION)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evidence_added")

    class Meta:
        ordering = ["dated", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reviews_evidence_kind_is_known", condition=Q(kind__in=EvidenceKind.values)
            ),
            models.CheckConstraint(
                name="reviews_evidence_by_link_has_one",
                condition=~Q(kind=EvidenceKind.LINK) | ~Q(url=""),
            ),
            models.CheckConstraint(
                name="reviews_evidence_by_file_has_one",
                condition=~Q(kind=EvidenceKind.FILE) | ~Q(file=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Judgement(models.TextChoices):
    """Whether the giver of advice recognises what was done with it."""

    NOT = "not", _("not")
    SOMEWHAT = "somewhat", _("somewhat")
    CLEARLY = "clearly", _("clearly")
    AMPLY = "amply", _("amply")
    OVERTAKEN = "overtaken", _("overtaken by events")


class Verification(models.Model):
    """What one reviewer says in September of what was done with one recommendation of June."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verifications")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="verifications"
    )
    judgement = models.CharField(_("do you recognise the follow-up?"), max_length=10, choices=Judgement, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["recommendation"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "recommendation"], name="reviews_verification_is_one_a_review"
            ),
            models.CheckConstraint(
                name="reviews_verification_judgement_is_known",
                condition=Q(judgement__in=["", *Judgement.values]),
            ),
        ]

    def __str__(self) -> str:
        return self.get_judgement_display()
