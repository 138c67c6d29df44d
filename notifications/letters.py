"""A notice as a letter: subject, text and HTML in the reader's language."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from notifications import kinds
from notifications.models import Notice
from notifications.queries import line_of
from people.models import Person

SALT = "notifications.unsubscribe"


@dataclass(frozen=True)
class Letter:
    """What goes into a mail."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]


def letter_for(notice: Notice) -> Letter | None:
    """The letter, or nothing when the reader may no longer see what it is about."""
    kind = kinds.get(notice.kind)
    with translation.override(notice.person.language):
        line = line_of(notice)
        if kind is None or line is None:
            return None
        unsubscribe = settings.BASE_URL + unsubscribe_path(notice.person, kind.key)
        context = {
            "line": line,
            "why": kind.why,
            "kind": kind,
            "name": notice.person.name,
            "url": settings.BASE_URL + line.url,
            "unsubscribe_url": unsubscribe,
            "preferences_url": settings.BASE_URL + reverse("notifications:preferences"),
        }
        return Letter(
            subject=_one_line(line.text),
            text=render_to_string("emails/notice.txt", context),
            html=render_to_string("emails/notice.html", context),
            headers={
                "List-Unsubscribe": f"<{unsubscribe}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
                "Auto-Submitted": "auto-generated",
            },
        )


def unsubscribe_path(person: Person, kind: str) -> str:
    """The address at which one person stops mail of one kind, without logging in."""
    token = signing.dumps([person.pk, kind], salt=SALT)
    return reverse("notifications:unsubscribe", args=[token])


def read_token(token: str) -> tuple[int, str] | None:
    """Person and kind of an unsubscribe link; nothing when the link was changed on its way."""
    try:
        person_id, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(person_id), str(kind)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
