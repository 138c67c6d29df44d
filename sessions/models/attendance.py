"""Who is asked to a sitting, as what, and who was there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.sitting import Sitting
from sessions.models.sitting_visible import AttendanceQuerySet


class AttendanceState(models.TextChoices):
    """First what somebody answers, then whether somebody was there."""

    INVITED = "invited", _("invited")
    COMING = "coming", _("comes")
    REGRET = "regret", _("cannot come")
    PRESENT = "present", _("was there")
    ABSENT = "absent", _("was not there")
    WITHDRAWN = "withdrawn", _("no longer invited")


class SittingRole(models.TextChoices):
    """As what somebody sits there."""

    CASE_OWNER = "case_owner", _("case owner")
    FACILITATOR = "facilitator", _("facilitator")
    FRIEND = "friend", _("critical friend")
    PEER = "peer", _("peer region")
    RAPPORTEUR = "rapporteur", _("rapporteur")
    OBSERVER = "observer", _("observer")
    EXECUTIVE = "executive", _("executive")


LISTENERS = (SittingRole.OBSERVER, SittingRole.EXECUTIVE)


class Attendance(models.Model):
    """One person asked to one sitting."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    role = models.CharField(_("role"), max_length=11, choices=SittingRole)
    state = models.CharField(
        _("state"), max_length=9, choices=AttendanceState, default=AttendanceState.INVITED
    )
    note = models.CharField(_("note"), max_length=240, blank=True)
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    invited_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="attendances_asked"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["sitting_id", "role", "person__name"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person"], name="sessions_attendance_is_one_a_person"
            ),
            models.CheckConstraint(
                name="sessions_attendance_state_is_known",
                condition=Q(state__in=AttendanceState.values),
            ),
            models.CheckConstraint(
                name="sessions_attendance_role_is_known", condition=Q(role__in=SittingRole.values)
            ),
            models.CheckConstraint(
                name="sessions_attendance_answer_has_a_moment",
                condition=~Q(state__in=["coming", "regret"]) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.sitting}"
