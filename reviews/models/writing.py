"""Who else writes a review, which passages and files it holds, and what others say of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.files import private_path, private_storage
from people.models import Person, Sector
from plans.models import Version
from reviews.models.along import CoWriterQuerySet, FeedbackQuerySet, OpinionQuerySet
from reviews.models.choices import Stance
from reviews.models.review import Review


class CoWriter(models.Model):
    """Somebody who writes along in a review of an organisation, and signs for one helix partner."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="co_writers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="co_written")
    sector = models.CharField(_("helix partner"), max_length=12, choices=Sector)
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    # A signature counts for the text as it then was: the review's revision says which.
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_revision = models.PositiveIntegerField(null=True, blank=True)
    minority = models.TextField(_("minority view"), blank=True)
    minority_html = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = CoWriterQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"], name="reviews_co_writer_is_one_a_person"
            ),
            models.CheckConstraint(
                name="reviews_co_writer_sector_is_known", condition=Q(sector__in=Sector.values)
            ),
            models.CheckConstraint(
                name="reviews_co_writer_signs_a_revision",
                condition=Q(signed_at=None, signed_revision=None)
                | Q(signed_at__isnull=False, signed_revision__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Citation(models.Model):
    """A passage of a plan version that an answer quotes: where it stands and what stands there."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="citations")
    key = models.CharField(max_length=60)  # of the answer
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="citations")
    part = models.CharField(max_length=40)  # key of a section, or "question-<id>"
    paragraph = models.PositiveSmallIntegerField()  # counts from one within the part
    # In code points of the paragraph's text, as `quote` is exactly its slice.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    before = models.CharField(max_length=32, blank=True)
    after = models.CharField(max_length=32, blank=True)
    cited_at = models.DateTimeField(default=clock.now, editable=False)
    cited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="reviews_citation_quotes_something",
                condition=~Q(quote="") & Q(end__gt=models.F("start")),
            ),
            models.CheckConstraint(
                name="reviews_citation_paragraphs_count_from_one", condition=Q(paragraph__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.quote


class AnswerFile(models.Model):
    """A file that answers a field of the form; the answer's value is its id."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(max_length=60)
    file = models.FileField(max_length=200, storage=private_storage, upload_to=private_path)
    name = models.CharField(max_length=160)
    mime = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    added_at = models.DateTimeField(default=clock.now, editable=False)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Opinion(models.Model):
    """Whether a co-reviewer agrees with one answer to a question of the region: never a review of its own."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="opinions")
    key = models.CharField(max_length=60)  # of the answer
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="opinions")
    stance = models.CharField(_("do you agree?"), max_length=8, choices=Stance)
    remark = models.CharField(_("remark"), max_length=240, blank=True)
    given_at = models.DateTimeField(default=clock.now)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "key", "person"], name="reviews_opinion_is_one_a_person"
            ),
            models.CheckConstraint(
                name="reviews_opinion_stance_is_known", condition=Q(stance__in=Stance.values)
            ),
        ]

    def __str__(self) -> str:
        return self.get_stance_display()


class Feedback(models.Model):
    """What of a review helped, in one line of the region."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="feedback")
    helped = models.CharField(_("what helped"), max_length=240)
    revision = models.PositiveIntegerField(default=1)
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="feedback_given")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(name="reviews_feedback_says_something", condition=~Q(helped=""))
        ]

    def __str__(self) -> str:
        return self.helped
