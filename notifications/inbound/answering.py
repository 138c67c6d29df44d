"""The one mail that goes back to who answered by mail: in their language, with their own words in it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from core.ratelimit import allow
from notifications.actions import queue_mail
from notifications.inbound.reading.letter import Letter
from notifications.models import InboundMail

MOST_TEXT = 100_000
AN_HOUR = 10  # mails back to one address


def tell_refused(mail: InboundMail, letter: Letter, sentence: str) -> None:
    """Say why the mail was not posted, or not noted, and give the text back so that nothing is lost."""
    silent = letter.automatic and not letter.answer
    if mail.answer_id or not letter.sender or silent or not _may_mail(letter.sender):
        return
    mine = mail.person is not None
    context: dict[str, object] = {
        "sentence": sentence,
        "name": mail.person.name if mail.person else "",
        "page": settings.BASE_URL + reverse("inbound:mine") if mine else "",
        "place": settings.BASE_URL + mail.place if mine and mail.place else "",
        "own": letter.own[:MOST_TEXT],
    }
    if letter.answer:
        subject, template = _("Your calendar's answer was not noted"), "emails/answer_not_noted.txt"
    else:
        subject, template = _("Your mail was not posted"), "emails/mail_not_posted.txt"
    _answer(mail, letter, subject, template, context)


def tell_words(mail: InboundMail, letter: Letter) -> None:
    """Say that the answer was noted, and that the words with it reach nobody: who reads them is said on the page."""
    if mail.answer_id or not letter.own or not _may_mail(letter.sender):
        return
    context: dict[str, object] = {
        "name": mail.person.name if mail.person else "",
        "place": settings.BASE_URL + mail.place,
        "own": letter.own[:MOST_TEXT],
    }
    subject = _("Your answer was noted, without the words with it")
    _answer(mail, letter, subject, "emails/answer_words.txt", context)


def tell_files(mail: InboundMail, letter: Letter) -> None:
    """Say that the text was posted, and that the files were not."""
    if mail.answer_id or not letter.files or not _may_mail(letter.sender):
        return
    context: dict[str, object] = {
        "name": mail.person.name if mail.person else "",
        "files": letter.files[:20],
        "page": settings.BASE_URL + mail.place,
    }
    subject = _("Your answer was posted, without its attachments")
    _answer(mail, letter, subject, "emails/mail_files.txt", context)


def _answer(
    mail: InboundMail, letter: Letter, subject: str, template: str, context: dict[str, object]
) -> None:
    threads = {"In-Reply-To": letter.message_id, "References": letter.message_id}
    mail.answer = queue_mail(
        letter.sender,
        subject=subject,
        text=render_to_string(template, context),
        person=mail.person,
        headers={
            "Auto-Submitted": "auto-replied",
            "X-Auto-Response-Suppress": "All",
            **(threads if letter.message_id else {}),
        },
    )
    mail.save(update_fields=["answer"])


def _may_mail(sender: str) -> bool:
    return allow(f"mail-back:{sender}", rate=AN_HOUR / 3600, burst=AN_HOUR)
