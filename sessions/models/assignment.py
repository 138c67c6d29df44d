"""Who reviews which plan, in which capacity."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person, Region
from sessions.models.round import RoundPlan
from sessions.models.visible import AssignmentQuerySet


class Capacity(models.TextChoices):
    """As what somebody reviews."""

    FRIEND = "friend", _("critical friend (core)")
    EXTRA_FRIEND = "extra_friend", _("critical friend (additional)")
    PEER = "peer", _("peer region")
    RESEARCHER = "researcher", _("researcher")


class AssignmentState(models.TextChoices):
    """Planned is known to facilitators only; from sent on, the reviewer knows."""

    PLANNED = "planned", _("planned")
    SENT = "sent", _("asked")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


ACTIVE_STATES = (AssignmentState.SENT, AssignmentState.ACCEPTED)
ANSWERED_STATES = (AssignmentState.ACCEPTED, AssignmentState.DECLINED)


class Assignment(models.Model):
    """One person asked to review one plan in one round."""

    round_plan = models.ForeignKey(RoundPlan, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    capacity = models.CharField(_("capacity"), max_length=14, choices=Capacity)
    # A peer comes from a region, which is never the plan's own.
    from_region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=AssignmentState, default=AssignmentState.PLANNED
    )
    access_until = models.DateField(_("access up to and including"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=240, blank=True)
    # What the facilitator wrote when a conflict was known and the assignment was made all the same.
    conflict_note = models.CharField(
        _("why it is possible all the same"), max_length=240, blank=True
    )
    planned_at = models.DateTimeField(default=clock.now, editable=False)
    planned_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="assignments_planned"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["round_plan_id", "capacity", "person__name"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["round_plan", "person"], name="sessions_assignment_is_one_a_person_and_plan"
            ),
            models.CheckConstraint(
                name="sessions_assignment_capacity_is_known",
                condition=Q(capacity__in=Capacity.values),
            ),
            models.CheckConstraint(
                name="sessions_assignment_state_is_known",
                condition=Q(state__in=AssignmentState.values),
            ),
            models.CheckConstraint(
                name="sessions_assignment_of_a_peer_names_the_region",
                condition=Q(capacity=Capacity.PEER, from_region__isnull=False)
                | (~Q(capacity=Capacity.PEER) & Q(from_region=None)),
            ),
            models.CheckConstraint(
                name="sessions_assignment_is_sent_before_it_counts",
                condition=~Q(state__in=ACTIVE_STATES) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_assignment_answer_has_a_moment",
                condition=~Q(state__in=ANSWERED_STATES) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_assignment_planned_is_not_sent",
                condition=~Q(state=AssignmentState.PLANNED) | Q(sent_at=None, answered_at=None),
            ),
            models.CheckConstraint(
                name="sessions_assignment_of_an_extra_friend_ends",
                condition=~Q(capacity=Capacity.EXTRA_FRIEND) | Q(access_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.round_plan}"
