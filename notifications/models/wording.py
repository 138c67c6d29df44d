"""The words of letters, as facilitators wrote them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Language, Person


class Wording(models.Model):
    """One version of the words of one kind of letter in one language; the newest counts.

    Of all such letters, or of those of one held sending. A version without words goes back to the
    usual ones: in a held sending, to those of all such letters.
    """

    kind = models.CharField(max_length=60)
    batch = models.ForeignKey(
        "notifications.Batch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wordings",
    )
    language = models.CharField(max_length=2, choices=Language)
    number = models.PositiveIntegerField()
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    body = models.TextField(_("text"), blank=True, max_length=5000)
    html = models.TextField(blank=True)  # made of the body once, with its places still open
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("words of a letter")
        verbose_name_plural = _("words of letters")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "number"],
                condition=Q(batch=None),
                name="notifications_wording_number_is_one",
            ),
            models.UniqueConstraint(
                fields=["batch", "kind", "language", "number"],
                condition=Q(batch__isnull=False),
                name="notifications_wording_number_is_one_a_batch",
            ),
            models.CheckConstraint(
                name="notifications_wording_language_is_known",
                condition=Q(language__in=Language.values),
            ),
            models.CheckConstraint(
                name="notifications_wording_has_all_or_no_words",
                condition=Q(subject="", body="", html="")
                | (~Q(subject="") & ~Q(body="") & ~Q(html="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.language} · {self.number}"

    @property
    def is_usual(self) -> bool:
        """Whether this version went back to the usual words."""
        return not self.body
