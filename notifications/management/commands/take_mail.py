"""Take one mail from a mail server: `manage.py take_mail < mail`, as the end of a pipe."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error

from notifications.inbound.keeping import keep, too_big
from notifications.models import Way


class Command(BaseCommand):
    """Its exit codes are those that mail servers know: 75 is "try again later"."""

    help = "Keep one mail from standard input; a worker reads it and posts it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Keep the mail, and only then say that all is well."""
        raw = sys.stdin.buffer.read(settings.INBOUND_MAX_MB * 1024 * 1024 + 1)
        if not raw.strip() or too_big(len(raw)):
            self.stderr.write("There is no mail here, or it is too big.")
            raise SystemExit(os.EX_DATAERR)
        try:
            mail, made = keep(raw, Way.COMMAND)
        except Error:
            self.stderr.write("The database cannot be reached now.")
            raise SystemExit(os.EX_TEMPFAIL) from None
        self.stdout.write(f"{'kept' if made else 'known'} {mail.identity[:12]}")
