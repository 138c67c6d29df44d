"""A sitting to which Rob is invited by mail, and what his calendar program sends back."""

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.core import mail as outbox

from notifications import tasks
from notifications.inbound.keeping import keep
from notifications.inbound.working import work_off
from notifications.models import InboundMail, Way
from sessions.actions.calendar import tell_calendars
from sessions.models import Attendance, Sitting
from tests.sessions_app.rounds import Scene
from tests.sessions_app.test_calendar_feed import seat

MAILS = Path(__file__).with_name("answers")
DOMAIN = "klankbord.example"
TOKEN = b"a" * 26  # stands in the files where a calendar program had the real one
NUMBER = 4711  # of the sitting, as the files name it
STAMP = "20170612T075500Z"


@dataclass
class Invited:
    """Rob got the invitation, and has not answered."""

    sitting: Sitting
    address: str

    @property
    def token(self) -> str:
        """The secret in the address."""
        return self.address.partition("+")[2].partition("@")[0]

    @property
    def row(self) -> Attendance:
        """Rob's seat as it is now."""
        return Attendance.objects.get(sitting=self.sitting, person__name="Rob")

    def file(self, name: str) -> bytes:
        """A mail file, to this invitation."""
        return (MAILS / f"{name}.eml").read_bytes().replace(TOKEN, self.token.encode())

    def arrives(self, raw: bytes, way: Way = Way.WEBHOOK) -> InboundMail:
        """The mail comes in and is worked off at once."""
        kept, _made = keep(raw, way)
        work_off(kept.pk)
        kept.refresh_from_db()
        return kept

    def written(self, partstat: str = "ACCEPTED", **more: str) -> bytes:
        """The smallest answer that there is, with other properties or headers."""
        says = {
            "METHOD": "REPLY", "UID": f"sitting-{NUMBER}@{DOMAIN}", "SEQUENCE": "0",
            "DTSTAMP": STAMP, "WHO": "rob@test.example", "COMMENT": "", "FROM": "rob@test.example",
            "ID": "one",
        } | more  # fmt: skip
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{says['METHOD']}", "BEGIN:VEVENT",
            f"UID:{says['UID']}", f"SEQUENCE:{says['SEQUENCE']}", f"DTSTAMP:{says['DTSTAMP']}",
            *(f"ATTENDEE;PARTSTAT={partstat}:mailto:{one}" for one in says["WHO"].split()),
            *([f"COMMENT:{says['COMMENT']}"] if says["COMMENT"] else []),
            "END:VEVENT", "END:VCALENDAR", "",
        ]  # fmt: skip
        mail = EmailMessage()
        mail["From"], mail["To"] = says["FROM"], self.address
        mail["Message-ID"] = f"<{says['ID']}@test.example>"
        mail.set_content("Rob answers.")
        mail.add_alternative(
            "\r\n".join(lines).encode(), "text", "calendar", params={"method": says["METHOD"]}
        )
        return mail.as_bytes()


def make_invited(scene: Scene) -> Invited:
    """A sitting, the mail about it, and the address that stands in that."""
    sitting = seat(scene, scene.cast.rob, pk=NUMBER, title="Sitting about South")
    tell_calendars(sitting=sitting)
    tasks.send_due()
    return Invited(sitting, str(outbox.outbox[-1].extra_headers["Reply-To"]))


def back() -> list[str]:
    """What goes back to who answered, after all that waits was sent."""
    before = len(outbox.outbox)
    tasks.send_due()
    letters = outbox.outbox[before:]
    return [one.body for one in letters if one.extra_headers["Auto-Submitted"] == "auto-replied"]
