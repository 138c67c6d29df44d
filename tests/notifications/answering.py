"""A conversation, the mail about it, and what somebody's mail program sends back."""

from dataclasses import dataclass
from pathlib import Path

from django.core import mail as outbox

from discussion.models import Post, Thread
from notifications import tasks
from notifications.channels import Channel
from notifications.inbound.keeping import keep
from notifications.inbound.working import work_off
from notifications.models import Delivery, InboundMail, Preference, Way
from people.models import Person
from tests.factories.discussion import post, thread_in
from tests.people import Cast

MAILS = Path(__file__).with_name("mails")
DOMAIN = "klankbord.example"
TOKEN = b"aaaaaaaaaaaaaaaaaaaaaaaaaa"  # stands in the files where a mail program had the real one
MESSAGE = b"00000000-0000-4000-8000-000000000000"
OUR_LINE = "## Antwoord boven deze regel ##"


@dataclass
class Scene:
    """Chris wrote in a conversation that Rob began, and Rob got the mail."""

    thread: Thread
    asked: Post
    delivery: Delivery
    address: str
    token: str

    def arrives(self, raw: bytes, way: Way = Way.WEBHOOK) -> InboundMail:
        """The mail comes in and is worked off at once."""
        kept, _made = keep(raw, way)
        work_off(kept.pk)
        kept.refresh_from_db()
        return kept

    def file(self, name: str) -> bytes:
        """A mail file, addressed to this conversation."""
        raw = (MAILS / f"{name}.eml").read_bytes()
        raw = raw.replace(TOKEN, self.token.encode())
        return raw.replace(MESSAGE, str(self.delivery.message_id).encode())

    def written(self, text: str, **more: str) -> bytes:
        """A plain mail of Rob's, with our mail quoted below it as Gmail does."""
        return plain(self.address, quoting(text), **more)

    def posts(self) -> list[str]:
        """What stands in the conversation after Chris's question."""
        rows = Post.objects.filter(thread=self.thread).exclude(pk=self.asked.pk)
        return list(rows.order_by("seq").values_list("body_md", flat=True))


def at_once(person: Person) -> None:
    """Posts are mailed to this person one by one: a digest of many conversations answers none."""
    Preference.objects.create(person=person, kind="discussion.post", channel=Channel.NOW)


def make_scene(cast: Cast) -> Scene:
    at_once(cast.rob)
    thread = thread_in(cast, title="Wie is de late aanhaker?")
    asked = post(thread, cast.chris, "Wie bereik je nu nog niet?")
    tasks.send_due()
    delivery = Delivery.objects.get(notice__subject_id=thread.pk, person=cast.rob)
    address = str(outbox.outbox[-1].extra_headers["Reply-To"])
    return Scene(thread, asked, delivery, address, address.partition("+")[2].partition("@")[0])


def quoting(text: str) -> str:
    """The text above our mail, as Gmail quotes it."""
    return (
        f"{text}\n\nOp di 2 jun 2026 om 14:05 schreef Klankbord <noreply@{DOMAIN}>:\n\n"
        f"> {OUR_LINE}\n>\n> Dag Rob,\n>\n> Chris schreef in het gesprek.\n"
    )


def plain(to: str, text: str, **headers: str) -> bytes:
    """A mail in plain text, as simple as a mail can be."""
    given = {
        "From": "Rob <rob@test.example>",
        "To": to,
        "Subject": "Re: Gesprek",
        "Message-ID": "<answer-1@test.example>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
    return head.encode() + b"\r\n" + text.replace("\n", "\r\n").encode()
