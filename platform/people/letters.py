"""Words of account mail: subject, text and a plain HTML form of the same text."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from people.mail import send
from people.models import Person


def mail_from_template(
    prefix: str,
    address: str,
    context: dict[str, Any],
    *,
    language: str | None = None,
    person: Person | None = None,
) -> None:
    """Write `<prefix>_subject.txt` and `<prefix>_message.txt` in the reader's language, and send."""
    words = {**context, "email": address, "base_url": settings.BASE_URL}
    with translation.override(language or translation.get_language()):
        subject = " ".join(render_to_string(f"{prefix}_subject.txt", words).split())
        text = render_to_string(f"{prefix}_message.txt", words).strip()
        html = render_to_string("emails/account.html", {"text": text, "subject": subject})
    send(address, subject=subject, text=text, html=html, person=person)
