"""Short answers to a post: a word, each with the people who said it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from discussion.models.thread import Post
from people.models import Person


class Sign(models.TextChoices):
    """What one can say of a post without writing one: all kind, none of them a mark."""

    HELPS = "helps", _("helps me")
    AGREE = "agree", _("I agree")
    THANKS = "thanks", _("thank you")


class Reaction(models.Model):
    """One person says one of the signs of one post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reactions")
    sign = models.CharField(max_length=6, choices=Sign)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person", "sign"], name="discussion_reaction_is_one_each"
            ),
            models.CheckConstraint(
                name="discussion_reaction_sign_is_known", condition=Q(sign__in=Sign.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.sign}"
