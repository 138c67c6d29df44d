"""Notices, mail that is held or failed, and mail that came in."""

from notifications.models import Batch, Delivery, InboundMail, Notice
from tests.benchmarks.rooms_given import NOW, Given, bulk


class Mails(Given):
    """Notices, mail that is held or failed, and mail that came in."""

    def mail(self) -> None:
        self.batch = Batch.objects.create(held_by=self.by)
        kind = {"kind": "sessions.round-published", "subject_type": "work_sessions.round"}
        notices = bulk(
            Notice,
            [
                Notice(person=person, subject_id=self.round.pk, key=f"{n}-{at}", **kind)
                for at, person in enumerate([*self.people, *[self.by] * len(self.people)])
                for n in range(2)
            ],
        )
        held = {"state": "held", "batch": self.batch}
        failed = {"state": "failed", "error": "550 no such mailbox"}
        bulk(
            Delivery,
            [
                Delivery(
                    notice=row,
                    person=row.person,
                    address=row.person.email,
                    subject="x",
                    **(held if n % 2 else failed),
                )
                for n, row in enumerate(notices)
                if row.person_id != self.by.pk
            ],
        )
        bulk(
            InboundMail,
            [
                InboundMail(
                    identity=f"{n}",
                    way="webhook",
                    size=1,
                    person=person,
                    state="refused",
                    reason="automatic",
                    done_at=NOW,
                )
                for n, person in enumerate(self.people)
            ],
        )
