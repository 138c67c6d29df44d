"""What becomes of advice: answered, promised, done, shown, judged."""

from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from core import clock
from core.files import private_path, private_storage
from people.levels import Level
from people.models import Person
from plans.models import Dossier
from reviews.models.choices import (
    EXPLAINED_STATES,
    EvidenceKind,
    Judgement,
    ProgressState,
    ResponseKind,
)
from reviews.models.recommendation import Recommendation
from reviews.models.review import Review
from reviews.models.visible import CommitmentQuerySet, EvidenceQuerySet


class Response(models.Model):
    """The region's answer to one recommendation; all but "adopted" give a reason."""

    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, related_name="response"
    )
    kind = models.CharField(_("response"), max_length=8, choices=ResponseKind)
    reason = models.TextField(_("reason"), blank=True)
    html = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    given_at = models.DateTimeField(default=clock.now)
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
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="commitments_made")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(
                name="reviews_commitment_state_is_known",
                condition=Q(state__in=ProgressState.values),
            )
        ]

    def __str__(self) -> str:
        return self.what


class Progress(models.Model):
    """One report on how a commitment goes."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="progress")
    state = models.CharField(_("progress"), max_length=16, choices=ProgressState)
    explanation = models.TextField(_("explanation"), blank=True)
    reported_at = models.DateTimeField(default=clock.now, editable=False)
    reported_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="progress_reported"
    )

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


class Evidence(models.Model):
    """Something that shows that a commitment is kept."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=6, choices=EvidenceKind)
    text = models.CharField(_("what it shows"), max_length=300)
    url = models.URLField(_("link"), blank=True, max_length=500)
    file = models.FileField(
        blank=True, max_length=200, storage=private_storage, upload_to=private_path
    )
    file_name = models.CharField(max_length=160, blank=True)
    mime = models.CharField(max_length=100, blank=True)
    # Of a figure: how much of what, as in 12 "entrepreneurs".
    amount = models.DecimalField(
        _("figure"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    dated = models.DateField(_("date"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    level = models.CharField(
        _("who sees this"), max_length=12, choices=Level, default=Level.SESSION
    )
    added_at = models.DateTimeField(default=clock.now, editable=False)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evidence_added")
    # Taken back as a mistake: nobody sees what it was, everybody that it was.
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence_removed"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["dated", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
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
            models.CheckConstraint(
                name="reviews_evidence_unit_has_a_figure",
                condition=Q(unit="") | Q(amount__isnull=False),
            ),
            models.CheckConstraint(
                name="reviews_evidence_is_removed_by_somebody",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def figure(self) -> str:
        """The amount as one writes it, without zeros at the end; empty without one."""
        if self.amount is None:
            return ""
        plain = format(self.amount, "f")
        return number_format(plain.rstrip("0").rstrip(".") if "." in plain else plain)


class Verification(models.Model):
    """What one reviewer says in September of what was done with one recommendation of June."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verifications")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="verifications"
    )
    judgement = models.CharField(
        _("do you recognise the follow-up?"), max_length=10, choices=Judgement, blank=True
    )
    remark = models.TextField(_("remark"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["recommendation_id"]
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
