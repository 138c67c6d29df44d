"""Sittings as something that a calendar program answers: the same answer as on the page, by the same rights."""

from datetime import datetime

from django.urls import reverse

from people.models import Person
from sessions.actions.attendance import answer_invitation
from sessions.errors_sitting import AnswersOlderInvitation, NotInvited
from sessions.models import CalendarInvite, Sitting
from sessions.queries.calendar import uid_of_sitting


class SittingByCalendar:
    """`work_sessions.sitting`: yes, no or maybe to the invitation that was mailed."""

    def uid(self, subject_id: int) -> str:
        """The name under which it stands in calendars."""
        return uid_of_sitting(subject_id)

    def page(self, subject_id: int) -> str:
        """The page of the sitting."""
        return reverse("sessions:sitting-detail", args=[subject_id])

    def answer(
        self, *, subject_id: int, by: Person, comes: bool | None, sequence: int, at: datetime
    ) -> None:
        """Note the answer, if it is one to the newest invitation."""
        sitting = Sitting.objects.visible_to(by).filter(pk=subject_id).first()
        if sitting is None:
            raise NotInvited
        told = CalendarInvite.objects.filter(sitting=sitting, person=by).first()
        if told and sequence < told.sequence:
            raise AnswersOlderInvitation
        answer_invitation(sitting=sitting, by=by, comes=comes, at=at)
