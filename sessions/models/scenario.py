"""One proposal of who reviews what, kept to be compared."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.matching.given import Pair
from sessions.models.matching import RunQuerySet
from sessions.models.round import Round


class ScenarioState(models.TextChoices):
    """A worker thinks about it, it can be read, or it came to nothing."""

    RUNNING = "running", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class Scenario(models.Model):
    """One run of the matching, or a copy of one that was changed by hand: facilitators only."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="scenarios")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7, choices=ScenarioState, default=ScenarioState.RUNNING)
    # What it was asked: the numbers of the settings as they were then, and the seed.
    settings = models.JSONField(default=dict)
    seed = models.PositiveIntegerField(default=0)
    # What it answers: [[plan, person], ...], level -> value, and what could not be met with the reasons.
    pairs = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    blocked = models.JSONField(default=list)
    proven = models.BooleanField(default=False)
    failure = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    # A copy that was changed by hand, and how often: a form that was opened earlier is told so.
    based_on = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    by_hand = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="sessions_scenario_has_its_number_once"
            ),
            models.CheckConstraint(
                name="sessions_scenario_state_is_known",
                condition=Q(state__in=ScenarioState.values),
            ),
            models.CheckConstraint(
                name="sessions_scenario_that_is_done_has_a_moment",
                condition=Q(state=ScenarioState.RUNNING) ^ Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_scenario_is_applied_by_somebody",
                condition=Q(applied_at=None, applied_by=None)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        words = (
            _("Proposal %(number)d, changed by hand") if self.by_hand else _("Proposal %(number)d")
        )
        return str(words) % {"number": self.number}

    @property
    def chosen(self) -> frozenset[Pair]:
        """The pairs, as the matching speaks of them."""
        return frozenset((plan, person) for plan, person in self.pairs)

    @property
    def ready(self) -> bool:
        """Whether there is something to read."""
        return self.state == ScenarioState.READY

    @property
    def running(self) -> bool:
        """Whether a worker still thinks."""
        return self.state == ScenarioState.RUNNING


def as_lists(pairs: Iterable[Pair]) -> list[list[int]]:
    """Pairs as they are kept, always in the same order."""
    return [list(pair) for pair in sorted(pairs)]
