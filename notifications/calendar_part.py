"""The calendar part of a mail, in the two ways in which programs look for it."""

import re

from django.core.mail import EmailMultiAlternatives

_METHOD = re.compile(r"^METHOD:(\w+)\r?$", re.MULTILINE)


def attach_calendar(mail: EmailMultiAlternatives, file: str) -> None:
    """As one more form of the text, which offers buttons; and as a file, which can be kept."""
    method = _METHOD.search(file)
    kind = f"text/calendar; method={method[1]}" if method else "text/calendar"
    mail.attach_alternative(file, kind)
    mail.attach("invite.ics", file.encode(), "application/ics")
